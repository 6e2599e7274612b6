using EdgeAgent.Contracts;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Ledger;

/// <summary>The standard tree of <c>@openzeppelin/merkle-tree</c>: leaves hashed twice, sorted, pairs sorted before they are hashed.</summary>
/// <remarks>Layout of its <c>core.ts</c>: a complete binary tree in an array of 2n - 1 nodes, root first, leaves from the end.</remarks>
internal sealed class MerkleTree
{
    private readonly Bytes32[] _nodes;
    private readonly Dictionary<Bytes32, int> _places = [];

    /// <param name="leaves">Hashes of the leaves, in any order; at least one.</param>
    public MerkleTree(IReadOnlyCollection<Bytes32> leaves)
    {
        if (leaves.Count == 0)
        {
            throw new ArgumentException("A tree has at least one leaf.", nameof(leaves));
        }
        var sorted = leaves.ToArray();
        Array.Sort(sorted, Compare);
        _nodes = new Bytes32[(2 * sorted.Length) - 1];
        for (var i = 0; i < sorted.Length; i++)
        {
            _nodes[_nodes.Length - 1 - i] = sorted[i];
            _places[sorted[i]] = _nodes.Length - 1 - i;
        }
        for (var i = _nodes.Length - 1 - sorted.Length; i >= 0; i--)
        {
            _nodes[i] = Pair(_nodes[(2 * i) + 1], _nodes[(2 * i) + 2]);
        }
    }

    /// <summary>The root.</summary>
    public Bytes32 Root => _nodes[0];

    /// <summary>Hash of the leaf (bytes32 claimHash, address payee, uint256 paidAmount): keccak256 of keccak256 of its ABI encoding.</summary>
    public static Bytes32 Leaf(MerkleLeaf leaf)
    {
        const int word = Bytes32.SizeBytes;
        Span<byte> encoded = stackalloc byte[3 * word];
        encoded.Clear();
        leaf.Claim.CopyTo(encoded);
        leaf.Payee.CopyTo(encoded[((2 * word) - Address.SizeBytes)..]);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(encoded[^16..], (UInt128)leaf.PaidMicros);
        Span<byte> inner = stackalloc byte[word];
        Keccak256.Hash(encoded).CopyTo(inner);
        return Keccak256.Hash(inner);
    }

    /// <summary>The siblings from a leaf up to the root; null: no such leaf.</summary>
    public IReadOnlyList<Bytes32>? Prove(Bytes32 leaf)
    {
        if (!_places.TryGetValue(leaf, out var place))
        {
            return null;
        }
        var path = new List<Bytes32>();
        for (; place > 0; place = (place - 1) / 2)
        {
            path.Add(_nodes[place % 2 == 0 ? place - 1 : place + 1]);
        }
        return path;
    }

    /// <summary>Whether the path leads from the leaf to the root.</summary>
    public static bool Verify(Bytes32 root, Bytes32 leaf, IEnumerable<Bytes32> path) =>
        path.Aggregate(leaf, Pair) == root;

    private static Bytes32 Pair(Bytes32 left, Bytes32 right)
    {
        Span<byte> bytes = stackalloc byte[2 * Bytes32.SizeBytes];
        var ordered = Compare(left, right) <= 0;
        (ordered ? left : right).CopyTo(bytes);
        (ordered ? right : left).CopyTo(bytes[Bytes32.SizeBytes..]);
        return Keccak256.Hash(bytes);
    }

    private static int Compare(Bytes32 left, Bytes32 right)
    {
        Span<byte> a = stackalloc byte[Bytes32.SizeBytes];
        Span<byte> b = stackalloc byte[Bytes32.SizeBytes];
        left.CopyTo(a);
        right.CopyTo(b);
        return a.SequenceCompareTo(b);
    }
}
