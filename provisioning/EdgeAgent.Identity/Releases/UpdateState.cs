namespace EdgeAgent.Identity.Releases;

/// <summary>How far a device has come with a release.</summary>
public enum UpdateState
{
    /// <summary>Nothing is going on.</summary>
    Idle,

    /// <summary>The archive is being fetched.</summary>
    Downloading,

    /// <summary>The new version runs and has to prove itself.</summary>
    Trial,

    /// <summary>The new version has proved itself.</summary>
    Committed,

    /// <summary>The new version did not prove itself; the former one runs.</summary>
    RolledBack,

    /// <summary>The release was not taken, or could not be fetched or unpacked.</summary>
    Failed,
}
