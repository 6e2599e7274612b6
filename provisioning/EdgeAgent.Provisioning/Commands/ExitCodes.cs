namespace EdgeAgent.Provisioning.Commands;

/// <summary>Exit codes of <c>edgeprov</c>; <c>--help</c> lists them.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadCommandLine = 2;
    public const int Declined = 3;
    public const int Interrupted = 130;

    public const string Help = """
        Exit codes:
          0    done
          1    failed; the last line on stderr says why and what to do
          2    the command line is wrong
          3    the question was answered with no; nothing was changed
          130  interrupted
        """;
}
