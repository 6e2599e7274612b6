using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeAgent.Models.Gguf.Native;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>The arrays of a llama_batch, made once and used for every decode.</summary>
internal sealed unsafe class BatchBuffer
{
    // All pinned: the batch holds their addresses for the life of this object.
    private readonly int[] _tokens;
    private readonly int[] _positions;
    private readonly int[] _sequenceCounts;
    private readonly int[] _sequences;
    private readonly nint[] _sequencePointers;
    private readonly sbyte[] _outputs;

    /// <param name="capacity">Most tokens in one decode.</param>
    public BatchBuffer(int capacity)
    {
        _tokens = GC.AllocateArray<int>(capacity, pinned: true);
        _positions = GC.AllocateArray<int>(capacity, pinned: true);
        _sequenceCounts = GC.AllocateArray<int>(capacity, pinned: true);
        _sequences = GC.AllocateArray<int>(capacity, pinned: true);
        _sequencePointers = GC.AllocateArray<nint>(capacity, pinned: true);
        _outputs = GC.AllocateArray<sbyte>(capacity, pinned: true);
        for (var i = 0; i < capacity; i++)
        {
            _sequenceCounts[i] = 1;
            _sequencePointers[i] = (nint)Unsafe.AsPointer(ref _sequences[i]);
        }
    }

    /// <summary>Tokens in it.</summary>
    public int Count { get; private set; }

    /// <summary>Most tokens in it.</summary>
    public int Capacity => _tokens.Length;

    public void Clear() => Count = 0;

    /// <param name="token">The token.</param>
    /// <param name="position">Its place in its sequence.</param>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="wantsLogits">Whether the logits behind it are wanted.</param>
    public void Add(int token, int position, int sequence, bool wantsLogits)
    {
        var i = Count++;
        _tokens[i] = token;
        _positions[i] = position;
        _sequences[i] = sequence;
        _outputs[i] = wantsLogits ? (sbyte)1 : (sbyte)0;
    }

    /// <summary>For llama_decode; valid while this object lives and until the next change.</summary>
    public LlamaBatch AsNative() => new()
    {
        n_tokens = Count,
        token = Address(_tokens),
        pos = Address(_positions),
        n_seq_id = Address(_sequenceCounts),
        seq_id = (int**)Address(_sequencePointers),
        logits = Address(_outputs),
    };

    private static T* Address<T>(T[] pinned) where T : unmanaged =>
        (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
