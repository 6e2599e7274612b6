using EdgeAgent.Contracts;
using EdgeAgent.Pairing.Protocol;

namespace EdgeAgent.Pairing.Tests.Protocol;

public sealed class PairingKeysTests
{
    private static readonly Bytes32 s_transcript = new(Enumerable.Repeat((byte)7, 32).ToArray());

    [Fact]
    public void The_two_proofs_differ_and_neither_passes_for_the_other()
    {
        using var keys = Keys(1, s_transcript);
        Assert.True(keys.IsHubProof(keys.HubProof()));
        Assert.True(keys.IsDeviceProof(keys.DeviceProof()));
        Assert.False(keys.IsDeviceProof(keys.HubProof()));
        Assert.False(keys.IsHubProof(keys.DeviceProof()));
    }

    [Fact]
    public void Another_secret_or_another_transcript_makes_other_proofs_and_opens_nothing()
    {
        using var keys = Keys(1, s_transcript);
        using var otherSecret = Keys(2, s_transcript);
        using var otherTranscript = Keys(1, default);
        var envelope = keys.HubSeal("grant"u8);
        foreach (var other in new[] { otherSecret, otherTranscript })
        {
            Assert.False(other.IsHubProof(keys.HubProof()));
            Assert.Null(other.OpenHub(envelope));
        }
        Assert.Null(keys.OpenDevice(envelope)); // nor in the other direction
        Assert.Equal("grant"u8.ToArray(), keys.OpenHub(envelope));
    }

    [Fact]
    public void Every_changed_bit_of_an_envelope_is_noticed()
    {
        using var keys = Keys(1, s_transcript);
        var envelope = keys.DeviceSeal("request"u8);
        for (var bit = 0; bit < envelope.Length * 8; bit++)
        {
            envelope[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(keys.OpenDevice(envelope));
            envelope[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.Null(keys.OpenDevice(envelope.AsSpan(1)));
        Assert.Null(keys.OpenDevice([]));
        Assert.NotNull(keys.OpenDevice(envelope));
    }

    [Fact]
    public void A_sealing_key_seals_once_because_its_nonce_is_fixed()
    {
        using var keys = Keys(1, s_transcript);
        keys.HubSeal("first"u8);
        keys.DeviceSeal("first"u8);
        Assert.Throws<InvalidOperationException>(() => keys.HubSeal("second"u8));
        Assert.Throws<InvalidOperationException>(() => keys.DeviceSeal("second"u8));
    }

    private static PairingKeys Keys(byte secret, Bytes32 transcript)
    {
        using var shared = new SecretBuffer(Enumerable.Repeat(secret, 384).ToArray());
        return new PairingKeys(shared, transcript);
    }
}
