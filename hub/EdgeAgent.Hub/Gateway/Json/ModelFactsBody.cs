using EdgeAgent.Models;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>Beyond OpenAI, as field <c>edgeagent</c>.</summary>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="SizeBytes">Size of the file.</param>
/// <param name="ActiveParameters">Weights that take part in one token.</param>
/// <param name="Random">Its weights are random numbers: its text means nothing.</param>
/// <param name="Chat">It converses; otherwise it only continues plain text.</param>
internal sealed record ModelFactsBody(
    ModelDigest Digest, long SizeBytes, long ActiveParameters, bool Random, bool Chat);
