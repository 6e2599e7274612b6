using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Inference;

/// <summary>Turns a job's message into a request for the runtime.</summary>
internal static class JobRequestReader
{
    /// <exception cref="WireFormatException">The input is no <see cref="JobInput"/>.</exception>
    public static GenerationRequest Read(JobRequest request)
    {
        var input = WireJson.Parse(request.Input, WireJson.Default.JobInput);
        return new GenerationRequest
        {
            Prompt = input.Messages is { } messages
                ? new GenerationPrompt.Chat(messages)
                : new GenerationPrompt.Text(input.Prompt!),
            Resume = request.Resume,
            Sampling = request.Sampling,
            Seed = request.Lock.Lock.Seed,
            Stop = request.Stop,
            MaxTokens = request.MaxTokens,
        };
    }
}
