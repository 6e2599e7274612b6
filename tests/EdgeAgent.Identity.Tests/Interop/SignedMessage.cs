using System.Text.Json.Nodes;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tests.Interop;

/// <summary>A message of any signed type, with our digest and signature.</summary>
internal sealed record SignedMessage(
    byte[] Secret, Address Signer, JsonNode Json, Bytes32 Digest, RecoverableSignature Signature)
{
    public static SignedMessage Make(byte[] secret, byte[] json, Bytes32 digest)
    {
        using var key = SigningKey.FromBytes(secret);
        return new SignedMessage(secret, key.Address, JsonNode.Parse(json)!, digest, key.Sign(digest));
    }

    /// <summary>As <c>interop.mjs</c> takes it; with the secret it signs the message too.</summary>
    public JsonNode ToQuestion(bool withSecret) => new JsonObject
    {
        ["json"] = Json.DeepClone(),
        ["signature"] = Signature.ToString(),
        ["secret"] = withSecret ? "0x" + Convert.ToHexStringLower(Secret) : null,
    };
}
