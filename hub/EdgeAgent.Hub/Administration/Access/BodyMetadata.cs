using Microsoft.AspNetCore.Http.Metadata;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>On an endpoint: it takes larger bodies than others do.</summary>
/// <param name="MaxRequestBodySize">Bytes.</param>
internal sealed record BodyMetadata(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
