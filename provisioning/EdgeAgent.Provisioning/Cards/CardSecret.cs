using EdgeAgent.Contracts;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Secrets;
using QRCoder;

namespace EdgeAgent.Provisioning.Cards;

/// <summary>The printed secret of one card: its verifier for the card, its text for the label and the hub.</summary>
internal sealed class CardSecret : IDisposable
{
    private readonly PrintedSecret _secret = PrintedSecret.New();

    /// <summary>Names the secret; no secret itself.</summary>
    public EnrolmentId Enrolment => _secret.Enrolment;

    /// <summary>The text of the label. Secret.</summary>
    public string Text => _secret.ToQrText();

    /// <summary>Content of the card's <c>enrol.json</c>.</summary>
    public byte[] ForCard(string? hub, byte[]? authority)
    {
        using var verifier = PairingVerifier.Create(_secret);
        return EnrolmentCard.Write(verifier, hub, authority);
    }

    /// <summary>The label as a square of block characters for a terminal or a printer.</summary>
    public string QrCode()
    {
        using var generator = new QRCodeGenerator();
        // Upper case, digits and a colon: the compact mode of QR codes.
        using var data = generator.CreateQrCode(Text.ToUpperInvariant(), QRCodeGenerator.ECCLevel.M);
        using var code = new AsciiQRCode(data);
        return code.GetGraphicSmall();
    }

    /// <inheritdoc/>
    public void Dispose() => _secret.Dispose();
}
