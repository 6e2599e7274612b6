using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeAgent.Models.Training;

/// <summary>A seeded stream of random numbers (xoshiro256**, Blackman and Vigna 2018), the same on every machine.</summary>
internal sealed class SeededRandom
{
    private readonly ulong[] _state = new ulong[4];

    /// <summary>A stream named by a seed and a purpose; streams of different names are independent.</summary>
    public SeededRandom(ulong seed, string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{purpose}"));
        for (var i = 0; i < 4; i++)
        {
            _state[i] = BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(8 * i));
        }
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_state[1] * 5, 7) * 9;
        var t = _state[1] << 17;
        _state[2] ^= _state[0];
        _state[3] ^= _state[1];
        _state[1] ^= _state[2];
        _state[0] ^= _state[3];
        _state[2] ^= t;
        _state[3] = ulong.RotateLeft(_state[3], 45);
        return result;
    }

    /// <summary>Uniform in 0 to <paramref name="limit"/> − 1.</summary>
    public int Next(int limit) => (int)(((NextBits() >> 32) * (ulong)limit) >> 32);

    /// <summary>Uniform from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Next(high - low + 1);

    /// <summary>Uniform in [0, 1).</summary>
    public float NextUnit() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>True in this share of the draws.</summary>
    public bool Chance(double share) => NextUnit() < share;

    /// <summary>One of the items, evenly.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>Normal, mean 0, deviation 1 (Box and Muller).</summary>
    public float NextNormal()
    {
        var radius = MathF.Sqrt(-2 * MathF.Log(1 - NextUnit()));
        return radius * MathF.Cos(2 * MathF.PI * NextUnit());
    }

    /// <summary>Brings a list into random order.</summary>
    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
