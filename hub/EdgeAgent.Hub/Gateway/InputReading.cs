using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Gateway.Json;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Makes the input of a job out of a request's messages or prompt.</summary>
internal static class InputReading
{
    /// <summary>Reads a conversation.</summary>
    /// <param name="body">The request.</param>
    /// <param name="input">The input; null with an error.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static ApiError? Read(ChatBody body, out JobInput? input)
    {
        input = null;
        if (body.Messages is not { Count: > 0 })
        {
            return ApiError.Invalid("messages must be a list with at least one message.", "messages");
        }
        if (body.Messages.Count > JobInput.MaxMessages)
        {
            return ApiError.Invalid(
                $"messages has {body.Messages.Count} items; at most {JobInput.MaxMessages} are taken.", "messages");
        }
        var messages = new List<ChatMessage>(body.Messages.Count);
        foreach (var message in body.Messages)
        {
            var field = $"messages[{messages.Count}]";
            if (RoleOf(message?.Role) is not { } role)
            {
                return ApiError.Invalid(
                    $"{field}.role must be one of system, developer, user, assistant, tool.", $"{field}.role");
            }
            if (message?.Content is not { } content)
            {
                return ApiError.Invalid(
                    $"{field}.content must be a string or a list of text parts.", $"{field}.content");
            }
            messages.Add(new ChatMessage(role, content));
        }
        input = new JobInput(Messages: messages);
        return null;
    }

    /// <summary>Reads a prompt; arguments and result as for a conversation.</summary>
    public static ApiError? Read(CompletionBody body, out JobInput? input)
    {
        input = body.Prompt is [var prompt] ? new JobInput(Prompt: prompt) : null;
        return body.Prompt switch
        {
            null => ApiError.Invalid("prompt is missing.", "prompt"),
            [_] => null,
            _ => ApiError.Unsupported(
                "prompt must be one string: several prompts at once are not supported.", "prompt"),
        };
    }

    /// <summary>Writes the input as it travels, unless it is too large for a device.</summary>
    public static byte[]? TryWrite(JobInput input)
    {
        var bytes = WireJson.Write(input, WireJson.Default.JobInput);
        return bytes.Length <= WireLimits.JobInputBytes ? bytes : null;
    }

    private static string? RoleOf(string? role) => role switch
    {
        "developer" => "system", // the newer name of the same thing
        "system" or "user" or "assistant" or "tool" => role,
        _ => null,
    };
}
