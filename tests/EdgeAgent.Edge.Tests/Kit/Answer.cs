using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>A job's whole stream.</summary>
internal sealed record Answer(string Text, IReadOnlyList<int> Tokens, JobResult Result);
