using System.Security.Cryptography;
using System.Text.Json;
using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Provisioning.Tests.Releases;

/// <summary>What a device takes and what it does not.</summary>
public sealed class ReleaseTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ReleaseFloor s_floor = new(10, 3);

    private readonly ECDsa _root = ReleaseSigner.NewKey();
    private readonly ECDsa _key = ReleaseSigner.NewKey();
    private readonly ECDsa _newKey = ReleaseSigner.NewKey();
    private readonly ECDsa _stranger = ReleaseSigner.NewKey();

    [Fact]
    public void A_newer_release_under_the_root_is_taken()
    {
        var accepted = Assert.IsType<ReleaseOutcome.Accepted>(Verify(Make(_key, Manifest())));

        Assert.Equal("0.2.0", accepted.Manifest.Version);
        Assert.Equal(3ul, accepted.KeysSequence);
    }

    [Fact]
    public void A_signature_by_somebody_else_is_refused() =>
        AssertRefused(ReleaseFault.ForeignSignature, Make(_stranger, Manifest()));

    [Fact]
    public void A_list_of_keys_by_somebody_else_is_refused() =>
        AssertRefused(ReleaseFault.ForeignRoot, Make(_key, Manifest(), root: _stranger));

    [Theory]
    [InlineData(10)]
    [InlineData(9)]
    public void An_older_number_is_refused(ulong sequence) =>
        AssertRefused(ReleaseFault.OldSequence, Make(_key, Manifest() with { Sequence = sequence }));

    [Fact]
    public void An_expired_manifest_is_refused() =>
        AssertRefused(ReleaseFault.Expired, Make(_key, Manifest() with { Expires = s_now }));

    [Fact]
    public void An_expired_list_of_keys_is_refused() =>
        AssertRefused(ReleaseFault.Expired, Make(_key, Manifest(), expires: s_now));

    [Theory]
    [InlineData("edgehub", "linux-arm64")]
    [InlineData("edgeagent", "linux-x64")]
    public void Another_product_or_processor_is_refused(string product, string runtime) =>
        AssertRefused(ReleaseFault.NotForUs, Make(_key, Manifest() with { Product = product, Runtime = runtime }));

    [Theory]
    [InlineData("../../etc")]
    [InlineData("0.2.0/..")]
    [InlineData("")]
    [InlineData(".hidden")]
    public void A_version_that_is_no_folder_name_is_refused(string version) =>
        AssertRefused(ReleaseFault.Malformed, Make(_key, Manifest() with { Version = version }));

    [Fact]
    public void A_rotated_key_signs_and_the_old_one_no_more()
    {
        AssertRefused(ReleaseFault.ForeignSignature, Make(_key, Manifest(), keys: [_newKey], keysSequence: 4));
        Assert.IsType<ReleaseOutcome.Accepted>(Verify(Make(_newKey, Manifest(), keys: [_newKey], keysSequence: 4)));
        // The list that still has the stolen key does not come back.
        AssertRefused(ReleaseFault.OldKeys, Make(_key, Manifest()), s_floor with { KeysSequence = 4 });
    }

    [Fact]
    public void A_build_without_a_root_takes_nothing()
    {
        var verifier = new ReleaseVerifier([], "edgeagent", "linux-arm64");

        var refused = Assert.IsType<ReleaseOutcome.Refused>(verifier.Verify(Make(_key, Manifest()), s_floor, s_now));

        Assert.Equal(ReleaseFault.NoRoot, refused.Fault);
    }

    [Fact]
    public void One_changed_byte_anywhere_is_refused_and_nothing_crashes()
    {
        var good = Make(_key, Manifest());
        var random = new Random(3);

        for (var round = 0; round < 2_000; round++)
        {
            var bad = (byte[])good.Clone();
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            if (Verify(bad) is ReleaseOutcome.Accepted accepted)
            {
                // A flip in the unused bits of base64, or of a letter's case in a name that is skipped, changes no signed byte.
                Assert.Equal(Manifest(), accepted.Manifest);
            }
        }
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
        _newKey.Dispose();
        _stranger.Dispose();
    }

    private static ReleaseManifest Manifest() => new(
        "edgeagent", "0.2.0", 11, "linux-arm64", new string('a', 64), 1000, 2000, s_now.AddDays(1), "0011223344556677");

    private byte[] Make(
        ECDsa signer,
        ReleaseManifest manifest,
        ECDsa? root = null,
        ECDsa[]? keys = null,
        ulong keysSequence = 3,
        DateTimeOffset? expires = null)
    {
        var list = new ReleaseKeyList(
            keysSequence,
            [.. (keys ?? [_key]).Select(static key => new ReleaseKey(key.ExportSubjectPublicKeyInfo()))],
            expires ?? s_now.AddYears(1));
        var envelope = ReleaseSigner.Sign(signer, manifest, ReleaseSigner.SignKeys(root ?? _root, list));
        return JsonSerializer.SerializeToUtf8Bytes(envelope, ReleaseJson.Default.ReleaseEnvelope);
    }

    private ReleaseOutcome Verify(byte[] envelope, ReleaseFloor? floor = null) =>
        new ReleaseVerifier([_root.ExportSubjectPublicKeyInfo()], "edgeagent", "linux-arm64").Verify(envelope, floor ?? s_floor, s_now);

    private void AssertRefused(ReleaseFault fault, byte[] envelope, ReleaseFloor? floor = null) =>
        Assert.Equal(fault, Assert.IsType<ReleaseOutcome.Refused>(Verify(envelope, floor)).Fault);
}
