namespace EdgeAgent.Models.Gguf.Native;

/// <summary>What llama_decode returns (llama.h, comment above it).</summary>
internal enum DecodeStatus
{
    /// <summary>Computation failed; earlier parts of the batch stay in memory.</summary>
    ComputeFailed = -3,

    /// <summary>An allocation failed.</summary>
    AllocationFailed = -2,

    /// <summary>The batch is malformed: a fault of ours.</summary>
    InvalidBatch = -1,

    /// <summary>Done.</summary>
    Success = 0,

    /// <summary>No room in the cache for the batch.</summary>
    NoSlot = 1,

    /// <summary>The abort callback said so.</summary>
    Aborted = 2,
}
