namespace EdgeAgent.Edge.Models;

/// <summary>An open download.</summary>
/// <param name="Response">The hub's answer; its body is not yet read.</param>
/// <param name="Begins">Offset of the first byte.</param>
internal sealed record ModelDownload(HttpResponseMessage Response, long Begins) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Response.Dispose();
}
