using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;

namespace EdgeAgent.Hub.Backup.Age;

/// <summary>The age file format, version 1, with a passphrase (https://age-encryption.org/v1): a backup can be opened with the program <c>age</c> too.</summary>
internal static class AgeFormat
{
    /// <summary>First line of every file.</summary>
    public const string Intro = "age-encryption.org/v1";

    /// <summary>Plain bytes of a chunk.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Authentication tag of a chunk, bytes.</summary>
    public const int TagBytes = 16;

    /// <summary>Number before the chunks, bytes.</summary>
    public const int NonceBytes = 16;

    /// <summary>Longest line of a header, characters.</summary>
    public const int LineChars = 128;

    /// <summary>scrypt's N is two to this: 128 MiB of memory a guess.</summary>
    public const int WorkFactor = 17;

    /// <summary>Largest work factor that is taken: 1 GiB.</summary>
    public const int MaxWorkFactor = 20;

    private const int FileKeyBytes = 16;
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;
    private const int BlockSize = 8;

    private static ReadOnlySpan<byte> SaltLabel => "age-encryption.org/v1/scrypt"u8;

    /// <summary>A new file's key and its header, which ends with a line feed.</summary>
    public static (byte[] FileKey, byte[] Header) NewHeader(string passphrase)
    {
        var fileKey = RandomNumberGenerator.GetBytes(FileKeyBytes);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var wrapped = new byte[FileKeyBytes + TagBytes];
        using (var wrap = new ChaCha20Poly1305(Stretch(passphrase, salt, WorkFactor)))
        {
            wrap.Encrypt(new byte[12], fileKey, wrapped.AsSpan(0, FileKeyBytes), wrapped.AsSpan(FileKeyBytes));
        }
        var head = $"{Intro}\n-> scrypt {Text(salt)} {WorkFactor}\n{Text(wrapped)}\n---";
        var mac = Mac(fileKey, Encoding.ASCII.GetBytes(head));
        return (fileKey, Encoding.ASCII.GetBytes($"{head} {Text(mac)}\n"));
    }

    /// <summary>Opens a header.</summary>
    /// <param name="lines">Its four lines without line feeds.</param>
    /// <param name="passphrase">To try.</param>
    /// <exception cref="BackupException">Another kind of age file, a wrong passphrase, or a damaged header.</exception>
    public static byte[] OpenHeader(IReadOnlyList<string> lines, string passphrase)
    {
        if (lines is not [Intro, var stanza, var body, var end]
            || stanza.Split(' ') is not ["->", "scrypt", var saltText, var factorText]
            || !TryBytes(saltText, SaltBytes, out var salt)
            || !int.TryParse(factorText, System.Globalization.NumberStyles.None, null, out var factor)
            || !TryBytes(body, FileKeyBytes + TagBytes, out var wrapped)
            || !end.StartsWith("--- ", StringComparison.Ordinal)
            || !TryBytes(end[4..], KeyBytes, out var mac))
        {
            throw new BackupException("The backup is not an age file with a passphrase, as edgehub makes it.");
        }
        if (factor is < 1 or > MaxWorkFactor)
        {
            throw new BackupException($"The backup's work factor is {factor}; at most {MaxWorkFactor} is taken.");
        }
        var fileKey = new byte[FileKeyBytes];
        try
        {
            using var wrap = new ChaCha20Poly1305(Stretch(passphrase, salt, factor));
            wrap.Decrypt(new byte[12], wrapped.AsSpan(0, FileKeyBytes), wrapped.AsSpan(FileKeyBytes), fileKey);
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new BackupException("The passphrase is not the one of this backup.", e);
        }
        var head = Encoding.ASCII.GetBytes($"{Intro}\n{stanza}\n{body}\n---");
        return CryptographicOperations.FixedTimeEquals(mac, Mac(fileKey, head))
            ? fileKey
            : throw new BackupException("The backup's header is damaged.");
    }

    /// <summary>The key of the chunks.</summary>
    public static byte[] PayloadKey(byte[] fileKey, byte[] nonce) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, KeyBytes, nonce, "payload"u8.ToArray());

    /// <summary>Number of a chunk: eleven bytes of count, one that says whether it is the last.</summary>
    public static void ChunkNonce(Span<byte> nonce, long index, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..11], index);
        nonce[11] = last ? (byte)1 : (byte)0;
    }

    private static byte[] Stretch(string passphrase, byte[] salt, int factor) => SCrypt.Generate(
        Encoding.UTF8.GetBytes(passphrase), [.. SaltLabel, .. salt], 1 << factor, BlockSize, 1, KeyBytes);

    private static byte[] Mac(byte[] fileKey, byte[] head) => HMACSHA256.HashData(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, KeyBytes, [], "header"u8.ToArray()), head);

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static bool TryBytes(string text, int length, out byte[] bytes)
    {
        bytes = new byte[length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var written)
            && written == length
            && Text(bytes) == text; // one value, one text
    }
}
