namespace EdgeAgent.Pairing.Hub;

/// <summary>How much a hub keeps of strangers.</summary>
public static class HubPairingLimits
{
    /// <summary>Devices that wait for their code.</summary>
    public const int Pending = 16;

    /// <summary>Of these, from one address.</summary>
    public const int PendingPerAddress = 3;

    /// <summary>Attempts for one enrolment, by code or printed secret.</summary>
    public const int Attempts = 5;

    /// <summary>Printed secrets that the hub knows beforehand.</summary>
    public const int Printed = 4096;

    /// <summary>Runs with printed secrets at a time; they need no person and take seconds.</summary>
    public const int PrintedRuns = 256;

    /// <summary>Of these, for one secret: the card, and whoever poses as it.</summary>
    public const int RunsPerPrinted = 3;

    /// <summary>Devices with a grant that have not connected yet.</summary>
    public const int Granted = 1024;

    /// <summary>How soon a waiting device asks again, milliseconds.</summary>
    public const int WaitMs = 2_000;

    /// <summary>How soon a refused device may say hello again, milliseconds.</summary>
    public const int RefusedMs = 5_000;
}
