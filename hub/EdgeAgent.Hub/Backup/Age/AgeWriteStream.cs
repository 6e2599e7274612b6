using System.Security.Cryptography;

namespace EdgeAgent.Hub.Backup.Age;

/// <summary>Encrypts what is written to it; complete only after <see cref="Finish"/>.</summary>
internal sealed class AgeWriteStream : Stream
{
    private readonly Stream _output;
    private readonly ChaCha20Poly1305 _cipher;
    private readonly byte[] _chunk = new byte[AgeFormat.ChunkBytes];
    private readonly byte[] _sealed = new byte[AgeFormat.ChunkBytes + AgeFormat.TagBytes];
    private int _count;
    private long _index;

    /// <summary>Writes the header.</summary>
    public AgeWriteStream(Stream output, string passphrase)
    {
        _output = output;
        var (fileKey, header) = AgeFormat.NewHeader(passphrase);
        output.Write(header);
        var nonce = RandomNumberGenerator.GetBytes(AgeFormat.NonceBytes);
        output.Write(nonce);
        _cipher = new ChaCha20Poly1305(AgeFormat.PayloadKey(fileKey, nonce));
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes the last chunk.</summary>
    public void Finish() => Seal(last: true);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // A full chunk waits for the next byte: only then it is known not to be the last.
            if (_count == _chunk.Length)
            {
                Seal(last: false);
            }
            var taken = Math.Min(buffer.Length, _chunk.Length - _count);
            buffer[..taken].CopyTo(_chunk.AsSpan(_count));
            _count += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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

    private void Seal(bool last)
    {
        Span<byte> nonce = stackalloc byte[12];
        AgeFormat.ChunkNonce(nonce, _index++, last);
        _cipher.Encrypt(nonce, _chunk.AsSpan(0, _count), _sealed.AsSpan(0, _count), _sealed.AsSpan(_count, AgeFormat.TagBytes));
        _output.Write(_sealed.AsSpan(0, _count + AgeFormat.TagBytes));
        _count = 0;
    }
}
