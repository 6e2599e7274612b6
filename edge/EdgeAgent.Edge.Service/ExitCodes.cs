namespace EdgeAgent.Edge.Service;

/// <summary>Exit codes of <c>edgeagent</c>; <c>--help</c> lists them.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadSettings = 2;
    public const int NotEnrolled = 3;
    public const int DirectoryInUse = 4;
    public const int NotRunning = 5;

    public const string Help = """
        Exit codes:
          0  done; for 'run': stopped when told to
          1  failed; the last line on stderr says why
          2  settings or command line are wrong; every fault is listed
          3  this device is not enrolled with a hub; for 'pair': it ended without a result
          4  another edgeagent runs on this data directory
          5  status: edgeagent is not running

        Settings (the later wins): settings.json in the data directory; environment, for example
        EDGE__Inference__QueueLimit=4; command line, for example --set Inference:QueueLimit=4
        """;
}
