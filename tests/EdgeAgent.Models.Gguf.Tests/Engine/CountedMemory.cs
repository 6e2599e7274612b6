using EdgeAgent.Models.Gguf.Engine;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

/// <summary>A memory that counts what really lies in it: cells that sequences share count once.</summary>
internal sealed class CountedMemory : IContextMemory
{
    private readonly Dictionary<int, List<object>> _sequences = [];

    public bool CanCut { get; init; } = true;

    /// <summary>Distinct cells.</summary>
    public int Cells => _sequences.Values.SelectMany(cells => cells).Distinct().Count();

    public bool Cut(int sequence, int length)
    {
        if (_sequences.TryGetValue(sequence, out var cells) && length < cells.Count)
        {
            if (!CanCut)
            {
                return false;
            }
            cells.RemoveRange(length, cells.Count - length);
        }
        return true;
    }

    public void Remove(int sequence) => _sequences.Remove(sequence);

    public void Share(int source, int target, int length)
    {
        Assert.True(CanCut);
        _sequences.Add(target, _sequences[source].GetRange(0, length));
    }

    public void Grow(CachedSequence sequence, ReadOnlySpan<int> tokens)
    {
        var cells = _sequences.TryGetValue(sequence.Id, out var old) ? old : _sequences[sequence.Id] = [];
        for (var i = 0; i < tokens.Length; i++)
        {
            cells.Add(new object());
        }
        sequence.Append(tokens);
        Assert.Equal(cells.Count, sequence.Count);
    }
}
