using EdgeAgent.Contracts;

namespace EdgeAgent.Edge.Enrolment;

/// <summary>Reads lines of at most <see cref="WireLimits.MessageBytes"/> from a pipe.</summary>
internal sealed class LineReader(Stream input)
{
    private readonly byte[] _buffer = new byte[WireLimits.MessageBytes + 1];
    private int _count;

    /// <summary>The next line without its end.</summary>
    /// <exception cref="WireFormatException">The line is too long.</exception>
    /// <exception cref="EnrolmentRefusedException">The other side hung up.</exception>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = _buffer.AsSpan(0, _count).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = _buffer[..end];
                _buffer.AsSpan(end + 1, _count - end - 1).CopyTo(_buffer);
                _count -= end + 1;
                return line;
            }
            if (_count == _buffer.Length)
            {
                throw new WireFormatException($"A line has more than {WireLimits.MessageBytes} bytes.");
            }
            var read = await input.ReadAsync(_buffer.AsMemory(_count), cancellationToken);
            if (read == 0)
            {
                throw new EnrolmentRefusedException("The hub ended the enrolment before it was complete.");
            }
            _count += read;
        }
    }
}
