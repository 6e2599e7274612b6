using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Curves;

namespace EdgeAgent.Identity.Tests.Curves;

/// <summary>The well-known RFC 6979 vectors for secp256k1 with SHA-256 and low s, as wallets publish them.</summary>
public sealed class Secp256k1VectorTests
{
    private const string One = "0000000000000000000000000000000000000000000000000000000000000001";
    private const string OrderMinusOne = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";

    public static TheoryData<string, string, string, string> Vectors
    {
        get
        {
            (string Secret, string Message, string Signature)[] vectors =
            [
                (One, "Satoshi Nakamoto",
                    "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                    + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5"),
                (One, "All those moments will be lost in time, like tears in rain. Time to die...",
                    "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b"
                    + "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21"),
                (OrderMinusOne, "Satoshi Nakamoto",
                    "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0"
                    + "6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5"),
                ("f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181", "Alan Turing",
                    "7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c"
                    + "58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea"),
                ("e91671c46231f833a6406ccbea0e3e392c76c167bac1cb013f6f1013980455c2",
                    "There is a computer disease that anybody who works with computers knows about. It's a very "
                    + "serious disease and it interferes completely with the work. The trouble with computers is that "
                    + "you 'play' with them!",
                    "b552edd27580141f3b2a5463048cb7cd3e047b97c9f98076c32dbdf85a68718b"
                    + "279fa72dd19bfae05577e06c7c0c1900c371fcd5893f7e1d56a37d30174671f6"),
            ];
            var data = new TheoryData<string, string, string, string>();
            foreach (var name in (string[])["native", "managed"])
            {
                foreach (var (secret, message, signature) in vectors)
                {
                    data.Add(name, secret, message, signature);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_published_signature_comes_out_and_gives_back_its_signer(
        string curveName, string secret, string message, string expected)
    {
        var curve = NamedCurves.Get(curveName);
        using var key = new SigningKey(curve, Convert.FromHexString(secret));
        var digest = new Bytes32(SHA256.HashData(Encoding.UTF8.GetBytes(message)));
        var signature = key.Sign(digest);
        Assert.Equal(expected, signature.ToString()[2..130]);
        Assert.True(SignatureVerifier.TryRecover(curve, digest, signature, out var signer));
        Assert.Equal(key.Address, signer);
    }

    /// <summary>Secret 1 has the generator as its point (SEC 2, 2.4.1); its account is known to every wallet.</summary>
    [Theory]
    [InlineData("native")]
    [InlineData("managed")]
    public void The_first_key_has_its_known_point_and_account(string curveName)
    {
        using var key = new SigningKey(NamedCurves.Get(curveName), Convert.FromHexString(One));
        Assert.Equal(
            "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
            Convert.ToHexStringLower(key.CompressedPublicKey));
        Assert.Equal("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf", key.Address.ToString());
    }

    [Theory]
    [InlineData("", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    public void Keccak_is_the_original_one_not_SHA_3(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, Keccak256.Hash(bytes).ToString());
        Assert.Equal(
            expected, Keccak256.Hash(bytes.AsSpan(..(bytes.Length / 2)), bytes.AsSpan(bytes.Length / 2)).ToString());
    }

    [Fact]
    public void The_implementation_in_use_is_the_C_library_where_there_is_one()
    {
        var native = LibSecp256k1.TryLoad();
        Assert.Matches(
            native is null ? @"^BouncyCastle \d+\.\d+\.\d+$" : "^libsecp256k1$", Secp256k1.Implementation);
        Assert.Matches(@"^BouncyCastle \d+\.\d+\.\d+$", new BouncyCastleSecp256k1().Name);
    }
}
