namespace EdgeAgent.Contracts.V1;

/// <summary><c>dn/check</c>: the hub asks the device to look at its <see cref="RenewalTerms"/>. Its acknowledgement also shows the hub that a session is alive.</summary>
/// <param name="Reason">For the device's log.</param>
public sealed record StandingCheck(string Reason) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Text(Reason, "reason");
}
