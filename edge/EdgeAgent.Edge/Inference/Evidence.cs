using System.Buffers.Binary;
using EdgeAgent.Contracts;
using EdgeAgent.Identity;

namespace EdgeAgent.Edge.Inference;

/// <summary>The two byte strings that a claim commits to.</summary>
internal static class Evidence
{
    /// <summary>The output as commitments see it: the generated token ids, cut ones too, 32-bit little-endian.</summary>
    public static byte[] Output(IReadOnlyList<int> generated)
    {
        var bytes = new byte[4 * generated.Count];
        for (var i = 0; i < generated.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), generated[i]);
        }
        return bytes;
    }

    /// <summary>keccak256 of: number of tokens read u32, number generated u32, the generated ids u32 each, all little-endian, then the input's commitment. The ids of the prompt follow from the input.</summary>
    public static Bytes32 Hash(int unitsIn, IReadOnlyList<int> generated, Bytes32 inputCommit)
    {
        var output = Output(generated);
        var blob = new byte[8 + output.Length + Bytes32.SizeBytes];
        BinaryPrimitives.WriteInt32LittleEndian(blob, unitsIn);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), generated.Count);
        output.CopyTo(blob, 8);
        inputCommit.CopyTo(blob.AsSpan(8 + output.Length));
        return Keccak256.Hash(blob);
    }
}
