using CsCheck;
using EdgeAgent.Models.Sampling;

namespace EdgeAgent.Models.Tests.Sampling;

public sealed class Philox4x32Tests
{
    /// <summary>Random123 1.14, tests/kat_vectors, philox4x32 10.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u,
        0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Gives_the_published_numbers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        var counter = new UInt128(((ulong)c3 << 32) | c2, ((ulong)c1 << 32) | c0);
        var words = new uint[Philox4x32.Words];

        Philox4x32.Block(counter, ((ulong)k1 << 32) | k0, words);

        Assert.Equal([r0, r1, r2, r3], words);
    }

    [Fact]
    public void A_run_of_counters_gives_what_each_counter_gives()
    {
        Gen.Select(Gen.UInt[0, int.MaxValue], Gen.UInt, Gen.ULong, Gen.ULong, Gen.Int[1, 9]).Sample(
            (low, next, high, key, blocks) =>
        {
            var counter = new UInt128(high, ((ulong)next << 32) | low);
            var run = new uint[blocks * Philox4x32.Words];
            Philox4x32.Fill(counter, key, run);
            var single = new uint[Philox4x32.Words];
            for (var block = 0; block < blocks; block++)
            {
                Philox4x32.Block(counter + (uint)block, key, single);
                Assert.Equal(single, run[(block * 4)..((block * 4) + 4)]);
            }
        });
    }
}
