using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>On an endpoint: how its clients expect to be told that they are refused; without it as <c>{"error": "…"}</c>.</summary>
/// <param name="WriteAsync">Writes status and body.</param>
internal sealed record RefusalMetadata(Func<HttpContext, Refusal, Task> WriteAsync);
