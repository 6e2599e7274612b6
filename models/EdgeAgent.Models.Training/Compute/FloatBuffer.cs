using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Training.Compute;

/// <summary>A block of float32 outside the managed heap, aligned to 64 bytes, zero at first.</summary>
internal sealed unsafe class FloatBuffer : SafeHandle
{
    private const nuint AlignmentBytes = 64;

    /// <summary>Allocates <paramref name="length"/> floats, at least one.</summary>
    public FloatBuffer(long length) : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        // Sixteen floats more: the kernels may read, never write, one whole vector past the end.
        var bytes = (nuint)(length + 16) * sizeof(float);
        handle = (nint)NativeMemory.AlignedAlloc(bytes, AlignmentBytes);
        NativeMemory.Clear((void*)handle, bytes);
    }

    /// <summary>Number of floats.</summary>
    public long Length { get; }

    /// <summary>First float; valid while the buffer is not disposed.</summary>
    public float* Pointer => (float*)handle;

    public override bool IsInvalid => handle == 0;

    /// <summary>The whole block as a span; blocks longer than a span can hold are a bug.</summary>
    public Span<float> Span
    {
        get
        {
            Debug.Assert(!IsClosed);
            return new Span<float>(Pointer, checked((int)Length));
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
