namespace EdgeAgent.Contracts.V1;

/// <summary>The hub's proof that it knows the secret, the answer to a <see cref="PairingReply"/>. The device checks it before it says anything more.</summary>
/// <param name="Run">The run.</param>
/// <param name="Mac">Keyed MAC over the transcript, HMAC-SHA256.</param>
public sealed record PairingProof(Bytes32 Run, Bytes32 Mac) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}
