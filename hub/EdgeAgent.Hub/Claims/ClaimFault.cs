namespace EdgeAgent.Hub.Claims;

/// <summary>What is wrong with a claim. The names stand in the database and in the API: append only.</summary>
internal enum ClaimFault
{
    /// <summary>The claim speaks for another device than the one that sent it.</summary>
    OtherDevice,

    /// <summary>The signature is malformed or not the device's over this claim.</summary>
    Signature,

    /// <summary>The claim is for another home.</summary>
    OtherHome,

    /// <summary>The lock is not signed by this hub.</summary>
    LockSignature,

    /// <summary>The lock is for another home.</summary>
    LockHome,

    /// <summary>The claim names another requester than the lock.</summary>
    Counterparty,

    /// <summary>Quote, lease and lock do not belong together, or are for another model.</summary>
    QuoteHash,

    /// <summary>The claim names another agreement than the one of its lock.</summary>
    AgreementHash,

    /// <summary>Another seed than agreed.</summary>
    Seed,

    /// <summary>Other sampling than agreed.</summary>
    SamplerHash,

    /// <summary>Another input than agreed.</summary>
    InputCommit,

    /// <summary>The claim does not follow the newest one that the hub has of this device.</summary>
    PrevClaim,

    /// <summary>The device has signed two claims for one place of its chain.</summary>
    Equivocation,

    /// <summary>More is asked than lock, quote and units allow.</summary>
    Amount,

    /// <summary>The work units are not what the model and the tokens give.</summary>
    WorkUnits,

    /// <summary>The agreement was claimed before.</summary>
    AgreementUsed,

    /// <summary>Nothing was generated.</summary>
    NoOutput,

    /// <summary>A kind of work that this hub does not know.</summary>
    Kind,

    /// <summary>An adapter that this hub does not know.</summary>
    Adapter,

    /// <summary>The hub does not have the model.</summary>
    UnknownModel,

    /// <summary>The device has sent more wrong claims than the hub keeps of one device.</summary>
    TooManyRejected,

    /// <summary>The quote is not signed by the device.</summary>
    QuoteSignature,
}
