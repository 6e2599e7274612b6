using System.Diagnostics;
using System.Numerics;
using System.Security.Cryptography;
using EdgeAgent.Pairing.Srp;
using Org.BouncyCastle.Crypto.Agreement.Srp;
using Org.BouncyCastle.Crypto.Digests;
using BcInteger = Org.BouncyCastle.Math.BigInteger;

namespace EdgeAgent.Pairing.Tests.Srp;

/// <summary>The exchange of pairing: group 3072, SHA-256.</summary>
public sealed class SrpExchangeTests(ITestOutputHelper output)
{
    private static readonly SrpGroup s_group = SrpGroup.Standard;

    [Fact]
    public void Both_sides_reach_the_same_secret_and_with_another_password_they_do_not()
    {
        using var right = s_group.PrivateKey("0123456789abcdef"u8, "id"u8, "right"u8);
        using var wrong = s_group.PrivateKey("0123456789abcdef"u8, "id"u8, "wrong"u8);
        using var client = new SrpClient(s_group);
        using var server = new SrpServer(s_group, s_group.PowerOfGenerator(right.Span));
        using var ofServer = server.Agree(client.PublicA);
        using var ofClient = client.Agree(right, server.PublicB);
        using var ofStranger = client.Agree(wrong, server.PublicB);
        Assert.Equal(ofServer!.Span.ToArray(), ofClient!.Span.ToArray());
        Assert.NotEqual(ofServer.Span.ToArray(), ofStranger!.Span.ToArray());
    }

    [Fact]
    public void Zero_and_multiples_of_the_modulus_are_refused_by_both_sides()
    {
        using var x = s_group.PrivateKey("0123456789abcdef"u8, "id"u8, "secret"u8);
        using var client = new SrpClient(s_group);
        using var server = new SrpServer(s_group, s_group.PowerOfGenerator(x.Span));
        var n = MontgomeryModulusTests.Modulus();
        byte[][] evil =
        [
            new byte[s_group.SizeBytes],
            MontgomeryModulusTests.Bytes(n, s_group.SizeBytes),
            MontgomeryModulusTests.Bytes(2 * n, s_group.SizeBytes + 1),
            MontgomeryModulusTests.Bytes(n + 1, s_group.SizeBytes),
            [],
        ];
        foreach (var value in evil)
        {
            Assert.Null(server.Agree(value));
            Assert.Null(client.Agree(x, value));
        }
    }

    [Fact]
    public void A_verifier_of_zero_is_no_verifier() =>
        Assert.Throws<ArgumentException>(() => new SrpServer(s_group, new byte[s_group.SizeBytes]));

    [Fact]
    public void Agrees_with_BouncyCastle_on_both_sides()
    {
        var random = new Org.BouncyCastle.Security.SecureRandom();
        for (var i = 0; i < 5; i++)
        {
            var salt = RandomNumberGenerator.GetBytes(16);
            var password = RandomNumberGenerator.GetBytes(32);
            using var x = s_group.PrivateKey(salt, "id"u8, password);
            var verifier = s_group.PowerOfGenerator(x.Span);

            var theirServer = new Srp6Server();
            theirServer.Init(Srp6StandardGroups.rfc5054_3072, new BcInteger(1, verifier), new Sha256Digest(), random);
            using var client = new SrpClient(s_group);
            var theirB = Padded(theirServer.GenerateServerCredentials());
            using var ours = client.Agree(x, theirB);
            Assert.Equal(Padded(theirServer.CalculateSecret(new BcInteger(1, client.PublicA))), ours!.Span.ToArray());

            var theirClient = new Srp6Client();
            theirClient.Init(Srp6StandardGroups.rfc5054_3072, new Sha256Digest(), random);
            var theirA = Padded(theirClient.GenerateClientCredentials(salt, "id"u8.ToArray(), password));
            using var server = new SrpServer(s_group, verifier);
            using var shared = server.Agree(theirA);
            Assert.Equal(Padded(theirClient.CalculateSecret(new BcInteger(1, server.PublicB))), shared!.Span.ToArray());
        }
    }

    [Fact]
    public void An_exchange_takes_milliseconds()
    {
        using var x = s_group.PrivateKey("0123456789abcdef"u8, "id"u8, "secret"u8);
        var verifier = s_group.PowerOfGenerator(x.Span);
        var (hub, device) = (Stopwatch.StartNew(), new Stopwatch());
        const int Runs = 10;
        for (var i = 0; i < Runs; i++)
        {
            using var client = new SrpClient(s_group);
            hub.Stop();
            device.Start();
            using var server = new SrpServer(s_group, verifier);
            using var ofServer = server.Agree(client.PublicA);
            device.Stop();
            hub.Start();
            using var ofClient = client.Agree(x, server.PublicB);
            Assert.Equal(ofServer!.Span.ToArray(), ofClient!.Span.ToArray());
        }
        output.WriteLine($"hub {hub.Elapsed.TotalMilliseconds / Runs:F1} ms, device {device.Elapsed.TotalMilliseconds / Runs:F1} ms");
        Assert.True(hub.Elapsed < TimeSpan.FromSeconds(Runs), "a second each would make pairing unusable on a small board");
    }

    private static byte[] Padded(BcInteger value) =>
        MontgomeryModulusTests.Bytes(new BigInteger(value.ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true), s_group.SizeBytes);
}
