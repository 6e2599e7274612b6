namespace EdgeAgent.Contracts.V1;

/// <summary>What a command asks for.</summary>
public enum CommandOp
{
    /// <summary>Set a point to a value.</summary>
    Set,

    /// <summary>Run a program that the device's owner has put on its list.</summary>
    Run,
}
