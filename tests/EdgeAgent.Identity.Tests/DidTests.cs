using System.Text;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tests;

public sealed class DidTests
{
    /// <summary>The secp256k1 vectors of the did:key method (test-vectors/secp256k1.json).</summary>
    [Theory]
    [InlineData(
        "9085d2bef69286a6cbb51623c8fa258629945cd55ca705cc4e66700396894e0c",
        "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme")]
    [InlineData(
        "f0f4df55a2b3ff13051ea814a8f24ad00f2e469af73c363ac7e9fb999a9072ed",
        "did:key:zQ3shtxV1FrJfhqE1dvxYRcCknWNjHc3c5X1y3ZSoPDi2aur2")]
    [InlineData(
        "6b0b91287ae3348f8c2f2552d766f30e3604867e34adc37ccbb74a8e6b893e02",
        "did:key:zQ3shZc2QzApp2oymGvQbzP8eKheVshBHbU4ZYjeXqwSKEn6N")]
    public void A_key_has_its_published_did(string secret, string did)
    {
        using var key = SigningKey.FromBytes(Convert.FromHexString(secret));
        Assert.Equal(did, Did.Key(key.CompressedPublicKey));
    }

    [Fact]
    public void An_account_has_its_did_on_a_chain()
    {
        var address = Address.Parse("0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826");
        Assert.Equal("did:pkh:eip155:1:0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826", Did.Pkh(address));
        Assert.Equal("did:pkh:eip155:31337:0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826", Did.Pkh(address, 31337));
    }

    [Theory]
    [InlineData(32, 2)]
    [InlineData(33, 4)]
    [InlineData(65, 4)]
    [InlineData(0, 0)]
    public void A_key_in_another_form_is_refused(int length, byte first)
    {
        var key = new byte[length];
        key.AsSpan(..Math.Min(length, 1)).Fill(first);
        Assert.Throws<ArgumentException>(() => Did.Key(key));
    }

    /// <summary>Vectors of the Base58 draft (draft-msporny-base58-03, section 5).</summary>
    [Theory]
    [InlineData("Hello World!", "2NEpo7TZRRrLZSi2U")]
    [InlineData(
        "The quick brown fox jumps over the lazy dog.", "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z")]
    [InlineData("", "")]
    [InlineData("\0\0", "11")]
    [InlineData("\0\0\u0001", "112")]
    public void Base58_is_bitcoins(string text, string expected) =>
        Assert.Equal(expected, Base58.Encode(Encoding.UTF8.GetBytes(text)));
}
