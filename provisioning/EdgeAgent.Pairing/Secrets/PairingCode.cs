using System.Security.Cryptography;

namespace EdgeAgent.Pairing.Secrets;

/// <summary>Eight decimal digits that a person reads on the device and types into the hub: <c>1234-5678</c>. Lives for one window.</summary>
public sealed class PairingCode : IDisposable
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 8;

    private readonly SecretBuffer _ascii;

    private PairingCode(ReadOnlySpan<byte> ascii) => _ascii = new SecretBuffer(ascii);

    /// <summary>The digits as ASCII.</summary>
    internal ReadOnlySpan<byte> Ascii => _ascii.Span;

    /// <summary>A random code, uniform over all that are not trivial.</summary>
    public static PairingCode New()
    {
        Span<byte> ascii = stackalloc byte[Digits];
        do
        {
            foreach (ref var digit in ascii)
            {
                digit = (byte)('0' + RandomNumberGenerator.GetInt32(10));
            }
        }
        while (IsTrivial(ascii));
        var code = new PairingCode(ascii);
        CryptographicOperations.ZeroMemory(ascii);
        return code;
    }

    /// <summary>Reads what a person typed: eight digits, spaces and hyphens between them ignored. Trivial codes are none.</summary>
    public static PairingCode? TryParse(ReadOnlySpan<char> text)
    {
        Span<byte> ascii = stackalloc byte[Digits];
        var count = 0;
        foreach (var c in text)
        {
            if (c is ' ' or '-')
            {
                continue;
            }
            if (!char.IsAsciiDigit(c) || count == Digits)
            {
                return null;
            }
            ascii[count++] = (byte)c;
        }
        var code = count == Digits && !IsTrivial(ascii) ? new PairingCode(ascii) : null;
        CryptographicOperations.ZeroMemory(ascii);
        return code;
    }

    /// <summary>The code as it is shown, <c>1234-5678</c>; for the screen and nothing else.</summary>
    public string ToDisplay() => string.Create(Digits + 1, this, static (text, code) =>
    {
        for (var i = 0; i < Digits; i++)
        {
            text[i < Digits / 2 ? i : i + 1] = (char)code.Ascii[i];
        }
        text[Digits / 2] = '-';
    });

    /// <summary>Never the code.</summary>
    public override string ToString() => "pairing code";

    /// <summary>Erases the code.</summary>
    public void Dispose() => _ascii.Dispose();

    /// <summary>
    /// What a guesser would try first: at most two different digits, an even run (12345678, 86420864), or one group of two or four
    /// repeated. Together 20,880 of the hundred million, so the rest is no easier to guess.
    /// </summary>
    internal static bool IsTrivial(ReadOnlySpan<byte> ascii)
    {
        var seen = 0;
        var even = true;
        var step = (ascii[1] - ascii[0] + 10) % 10;
        for (var i = 0; i < Digits; i++)
        {
            seen |= 1 << (ascii[i] - '0');
            even &= i == 0 || (ascii[i] - ascii[i - 1] + 10) % 10 == step;
        }
        return even || int.PopCount(seen) <= 2 || ascii[..4].SequenceEqual(ascii[4..]);
    }
}
