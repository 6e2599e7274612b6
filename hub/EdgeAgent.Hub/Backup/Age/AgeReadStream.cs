using System.Security.Cryptography;

namespace EdgeAgent.Hub.Backup.Age;

/// <summary>Decrypts an age file; gives out nothing that was not authenticated, and ends only at the true end.</summary>
internal sealed class AgeReadStream : Stream
{
    private const int HeaderLines = 4;

    private readonly Stream _input;
    private readonly ChaCha20Poly1305 _cipher;
    private readonly byte[] _sealed = new byte[AgeFormat.ChunkBytes + AgeFormat.TagBytes];
    private readonly byte[] _chunk = new byte[AgeFormat.ChunkBytes];
    private int _count;
    private int _given;
    private long _index;
    private bool _ended;

    /// <summary>Reads and opens the header.</summary>
    /// <exception cref="BackupException">No such file, or a wrong passphrase.</exception>
    public AgeReadStream(Stream input, string passphrase)
    {
        _input = input;
        string[] lines = [.. Enumerable.Range(0, HeaderLines).Select(_ => ReadLine())];
        var fileKey = AgeFormat.OpenHeader(lines, passphrase);
        var nonce = new byte[AgeFormat.NonceBytes];
        if (input.ReadAtLeast(nonce, nonce.Length, throwOnEndOfStream: false) != nonce.Length)
        {
            throw Damaged();
        }
        _cipher = new ChaCha20Poly1305(AgeFormat.PayloadKey(fileKey, nonce));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="BackupException">The file is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_given == _count && !_ended && buffer.Length > 0)
        {
            Open();
        }
        var taken = Math.Min(buffer.Length, _count - _given);
        _chunk.AsSpan(_given, taken).CopyTo(buffer);
        _given += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_chunk);
        }
        base.Dispose(disposing);
    }

    private void Open()
    {
        var read = _input.ReadAtLeast(_sealed, _sealed.Length, throwOnEndOfStream: false);
        if (read < AgeFormat.TagBytes)
        {
            throw Damaged();
        }
        // The last chunk has another number: a file that was cut at a chunk's end does not pass.
        var size = read - AgeFormat.TagBytes;
        _ended = read < _sealed.Length || !TryOpen(size, last: false);
        if (_ended && !TryOpen(size, last: true))
        {
            throw Damaged();
        }
        _index++;
        (_count, _given) = (size, 0);
        if (_ended && _input.ReadByte() >= 0)
        {
            throw Damaged();
        }
    }

    private bool TryOpen(int size, bool last)
    {
        Span<byte> nonce = stackalloc byte[12];
        AgeFormat.ChunkNonce(nonce, _index, last);
        try
        {
            _cipher.Decrypt(nonce, _sealed.AsSpan(0, size), _sealed.AsSpan(size, AgeFormat.TagBytes), _chunk.AsSpan(0, size));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private string ReadLine()
    {
        var line = new List<char>();
        while (_input.ReadByte() is >= 0 and var next && next != '\n')
        {
            if (next is < ' ' or > '~' || line.Count == AgeFormat.LineChars)
            {
                throw Damaged();
            }
            line.Add((char)next);
        }
        return new string([.. line]);
    }

    private static BackupException Damaged() => new("The backup is damaged or cut off.");
}
