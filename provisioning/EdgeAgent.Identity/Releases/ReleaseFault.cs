namespace EdgeAgent.Identity.Releases;

/// <summary>Why a release is not taken.</summary>
public enum ReleaseFault
{
    /// <summary>Not of the expected form.</summary>
    Malformed,

    /// <summary>No root key is compiled in: this build takes no releases.</summary>
    NoRoot,

    /// <summary>No root key that is compiled in signed the list of keys.</summary>
    ForeignRoot,

    /// <summary>The list of keys is older than one that was seen already.</summary>
    OldKeys,

    /// <summary>No key of the list signed the manifest.</summary>
    ForeignSignature,

    /// <summary>The manifest or the list of keys has expired.</summary>
    Expired,

    /// <summary>Another product or another processor.</summary>
    NotForUs,

    /// <summary>Not newer than what runs or was run.</summary>
    OldSequence,
}
