namespace EdgeAgent.Contracts.V1;

/// <summary>
/// <c>POST /pair/hello</c>, device to hub: "I am here". Sent again, unchanged, as the poll until the hub answers with a
/// <see cref="PairingChallenge"/>; until then the answer is a <see cref="PairingWait"/>.
/// </summary>
/// <param name="Version"><see cref="PairingLimits.Version"/>.</param>
/// <param name="Enrolment">Names the secret.</param>
/// <param name="SpkiHash">SHA-256 of the device's TLS public key (SubjectPublicKeyInfo, DER).</param>
/// <param name="Hardware">Board and processor in words, for the person who chooses.</param>
/// <param name="Salt">Of the verifier, exactly <see cref="PairingLimits.SaltBytes"/> bytes.</param>
/// <param name="Iterations"><see cref="PairingLimits.CodeIterations"/> or <see cref="PairingLimits.PrintedIterations"/>.</param>
/// <param name="Nonce">32 random bytes, fresh for each start of the device's pairing.</param>
public sealed record PairingHello(
    int Version, EnrolmentId Enrolment, Bytes32 SpkiHash, string Hardware, byte[] Salt, int Iterations, Bytes32 Nonce)
    : IWireMessage
{
    /// <summary>Longest <see cref="Hardware"/>, UTF-16 units.</summary>
    public const int MaxHardwareChars = 128;

    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Range(Version, "version", PairingLimits.Version, PairingLimits.Version);
        WireCheck.Text(Hardware, "hardware", MaxHardwareChars);
        WireCheck.Range(Salt.Length, "salt", PairingLimits.SaltBytes, PairingLimits.SaltBytes);
        if (Iterations is not (PairingLimits.CodeIterations or PairingLimits.PrintedIterations))
        {
            throw new WireFormatException(
                $"iterations is {Iterations}; allowed are {PairingLimits.CodeIterations} and {PairingLimits.PrintedIterations}.");
        }
    }
}
