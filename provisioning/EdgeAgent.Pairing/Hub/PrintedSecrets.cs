using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Hub;

/// <summary>The printed secrets that a hub knows beforehand, at most <see cref="HubPairingLimits.Printed"/>.</summary>
internal sealed class PrintedSecrets(SrpGroup group) : IDisposable
{
    private readonly Dictionary<EnrolmentId, PrintedSecret> _secrets = [];

    /// <summary>Reads and keeps one; it replaces an older one for the same enrolment.</summary>
    public CodeOutcome Add(ReadOnlySpan<char> text)
    {
        using var secret = PrintedSecret.TryParse(text);
        if (secret is null)
        {
            return CodeOutcome.Malformed;
        }
        Remove(secret.Enrolment);
        if (_secrets.Count >= HubPairingLimits.Printed)
        {
            return CodeOutcome.Full;
        }
        _secrets.Add(secret.Enrolment, secret.Copy());
        return CodeOutcome.Accepted;
    }

    public void Remove(EnrolmentId enrolment)
    {
        if (_secrets.Remove(enrolment, out var secret))
        {
            secret.Dispose();
        }
    }

    /// <summary>Whether a device may use a secret that is known here: its key fits the pin, if there is one.</summary>
    public bool Admits(PairingHello hello) => hello.Iterations == PairingLimits.PrintedIterations
        && _secrets.TryGetValue(hello.Enrolment, out var secret) && secret.Admits(hello.SpkiHash);

    /// <summary>SRP's private key for a device that is admitted, under its salt.</summary>
    public SecretBuffer Derive(PairingHello hello) =>
        SecretStretch.PrivateKey(group, _secrets[hello.Enrolment], hello.Salt);

    public void Dispose()
    {
        foreach (var secret in _secrets.Values)
        {
            secret.Dispose();
        }
        _secrets.Clear();
    }
}
