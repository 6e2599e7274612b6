using System.Text;

namespace EdgeAgent.Hub.Devices;

/// <summary>Reads lines of a child process without trusting their length: what is longer is cut.</summary>
internal sealed class BoundedLineReader(Stream stream, int maxChars) : IDisposable
{
    private readonly StreamReader _reader = new(stream, Encoding.UTF8);
    private readonly char[] _block = new char[4096];
    private int _start;
    private int _end;

    /// <summary>The next line; null at the end of the stream.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await _reader.ReadAsync(_block, cancellationToken);
                if (_end == 0)
                {
                    return line.Length > 0 ? line.ToString() : null;
                }
            }
            var newline = Array.IndexOf(_block, '\n', _start, _end - _start);
            var stop = newline < 0 ? _end : newline;
            line.Append(_block, _start, Math.Min(stop - _start, maxChars - line.Length));
            _start = newline < 0 ? _end : newline + 1;
            if (newline >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }
        }
    }

    public void Dispose() => _reader.Dispose();
}
