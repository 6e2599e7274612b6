using System.Text.Json.Nodes;
using CsCheck;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Tests.Eip712;

namespace EdgeAgent.Identity.Tests.Interop;

/// <summary>What we sign, ethers and viem verify, and the other way round; so do the DID resolvers with our DIDs.</summary>
public sealed class ThirdPartyTests
{
    private const int OfEachType = 25;

    private static readonly string[] s_libraries = ["ethers", "viem"];

    [Fact]
    public async Task Digest_signer_and_signature_are_the_same_everywhere()
    {
        var messages = Messages(OfEachType);
        var answer = await AskAsync(messages, withSecret: true);
        foreach (var library in s_libraries)
        {
            for (var i = 0; i < messages.Count; i++)
            {
                var (ours, theirs) = (messages[i], answer[library]![i]!);
                Assert.Equal(ours.Digest.ToString(), (string?)theirs["digest"]);
                Assert.Equal(ours.Signer.ToString(), (string?)theirs["signer"]);
                Assert.Equal(ours.Signer.ToString(), (string?)theirs["address"]);
                // Back: their signature, over their digest, read by us.
                var signature = RecoverableSignature.Parse((string?)theirs["signature"]);
                Assert.True(SignatureVerifier.Verify(Bytes32.Parse((string?)theirs["digest"]), signature, ours.Signer));
                Assert.Equal(ours.Signature, signature);
            }
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_any_member_makes_everybody_reject_the_message()
    {
        var broken = new List<SignedMessage>();
        foreach (var message in Messages(1))
        {
            foreach (var (name, value) in message.Json["message"]!.AsObject())
            {
                var json = message.Json.DeepClone();
                json["message"]![name] = Flip(value!);
                broken.Add(message with { Json = json });
            }
        }
        Assert.Equal(22 + 8 + 6 + 5 + 13 + 14 + 7 + 2 + 8 + 10 + 8 + 7 + 5 + 7, broken.Count);
        await ExpectRejected(broken);
    }

    [Fact]
    public async Task A_flipped_bit_in_the_signature_makes_everybody_reject_the_message()
    {
        var message = Messages(1)[0];
        var broken = new List<SignedMessage>();
        for (var bit = 0; bit < 8 * RecoverableSignature.SizeBytes; bit++)
        {
            var bytes = message.Signature.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            // ethers and viem also read v as 0 and 1 or as a chain's number; the strict form is our demand alone.
            if (bit / 8 < 64)
            {
                broken.Add(message with { Signature = new RecoverableSignature(bytes) });
            }
            Assert.False(SignatureVerifier.Verify(message.Digest, new RecoverableSignature(bytes), message.Signer));
        }
        await ExpectRejected(broken);
    }

    [Fact]
    public async Task Resolvers_read_our_dids()
    {
        var keys = Gen.Byte.Array[32].Where(bytes => Identity.Curves.GroupOrder.IsScalar(bytes)).Array[10].Single()
            .Select(secret => SigningKey.FromBytes(secret)).ToArray();
        var question = new JsonObject
        {
            ["typed"] = new JsonArray(),
            ["dids"] = new JsonArray([.. keys.Select(key => new JsonObject
            {
                ["key"] = Did.Key(key.CompressedPublicKey),
                ["pkh"] = Did.Pkh(key.Address),
            })]),
        };
        var answer = await ThirdParties.AskAsync(question, TestContext.Current.CancellationToken);
        for (var i = 0; i < keys.Length; i++)
        {
            Assert.Equal(
                "0x" + Convert.ToHexStringLower(keys[i].CompressedPublicKey),
                (string?)answer["dids"]![i]!["publicKey"]);
            Assert.Equal($"eip155:1:{keys[i].Address}", (string?)answer["dids"]![i]!["account"]);
            keys[i].Dispose();
        }
    }

    private static async Task ExpectRejected(List<SignedMessage> broken)
    {
        var answer = await AskAsync(broken, withSecret: false);
        foreach (var library in s_libraries)
        {
            for (var i = 0; i < broken.Count; i++)
            {
                Assert.NotEqual(broken[i].Signer.ToString(), (string?)answer[library]![i]!["signer"]);
            }
        }
    }

    private static Task<JsonNode> AskAsync(List<SignedMessage> messages, bool withSecret) => ThirdParties.AskAsync(
        new JsonObject
        {
            ["typed"] = new JsonArray([.. messages.Select(message => message.ToQuestion(withSecret))]),
            ["dids"] = new JsonArray(),
        },
        TestContext.Current.CancellationToken);

    private static List<SignedMessage> Messages(int ofEachType)
    {
        var secrets = Gen.Byte.Array[32].Where(bytes => Identity.Curves.GroupOrder.IsScalar(bytes));
        var messages = new List<SignedMessage>();
        void Add<T>(Gen<T> samples, Func<T, byte[]> json, Func<T, Bytes32> digest)
        {
            var sample = samples.Single();
            messages.Add(SignedMessage.Make(secrets.Single(), json(sample), digest(sample)));
        }
        for (var i = 0; i < ofEachType; i++)
        {
            Add(SampleData.Claims, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Locks, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Permits, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Descriptors, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Rfqs, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Quotes, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Usages, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.UsageAcks, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Receipts, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Settles, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.EpochRoots, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Attestations, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Successions, TypedData.ToJson, TypedData.Digest);
            Add(SampleData.Terms, TypedData.ToJson, TypedData.Digest);
        }
        return messages;
    }

    /// <summary>Hexadecimal text: its last bit; decimal text or number: its lowest bit.</summary>
    private static JsonNode Flip(JsonNode value)
    {
        var text = value.ToString();
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            var last = Convert.ToInt32(text[^1..], 16) ^ 1;
            return text[..^1] + last.ToString("x", null);
        }
        var flipped = UInt128.Parse(text, null) ^ 1;
        return flipped.ToString(null, null);
    }
}
