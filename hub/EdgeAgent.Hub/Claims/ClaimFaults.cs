namespace EdgeAgent.Hub.Claims;

/// <summary>Words for faults.</summary>
internal static class ClaimFaults
{
    /// <summary>For the device's owner.</summary>
    public static string Describe(ClaimFault fault) => fault switch
    {
        ClaimFault.OtherDevice => "the claim speaks for another device than its sender",
        ClaimFault.Signature => "the signature is not the device's over this claim",
        ClaimFault.OtherHome => "the claim is for another home",
        ClaimFault.LockSignature => "the lock is not signed by this hub",
        ClaimFault.LockHome => "the lock is for another home",
        ClaimFault.Counterparty => "the claim names another requester than its lock",
        ClaimFault.QuoteHash => "quote, lease and lock do not belong together, or are for another model",
        ClaimFault.AgreementHash => "the claim names another agreement than its lock's",
        ClaimFault.Seed => "the seed is not the agreed one",
        ClaimFault.SamplerHash => "the sampling is not the agreed one",
        ClaimFault.InputCommit => "the input is not the agreed one",
        ClaimFault.PrevClaim => "the claim does not follow the newest one that the hub has",
        ClaimFault.Equivocation => "the device has signed two claims for one place of its chain",
        ClaimFault.Amount => "more is asked than was agreed",
        ClaimFault.WorkUnits => "the work units are not what model and tokens give",
        ClaimFault.AgreementUsed => "agreement already used",
        ClaimFault.NoOutput => "nothing was generated",
        ClaimFault.Kind => "the kind of work is unknown",
        ClaimFault.Adapter => "the adapter is unknown",
        ClaimFault.UnknownModel => "the hub does not have the model, so the work units are not checked",
        ClaimFault.QuoteSignature => "the quote is not signed by the device",
        ClaimFault.TooManyRejected => "the device has sent too many wrong claims",
        _ => throw new System.Diagnostics.UnreachableException($"Fault {fault}"),
    };
}
