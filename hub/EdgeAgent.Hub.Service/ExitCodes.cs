namespace EdgeAgent.Hub.Service;

/// <summary>What the program says to the shell.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The world is not as needed: a port is taken, a file cannot be read.</summary>
    public const int Failure = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int Usage = 2;
}
