using System.Text.Json;
using EdgeAgent.Identity;

namespace EdgeAgent.Edge.Updating;

/// <summary>Keeps the record on the disk.</summary>
internal sealed class UpdateRecordFile(UpdateFolder folder)
{
    private const int MaxBytes = 16 * 1024;

    /// <summary>The record; an empty one before the first release.</summary>
    /// <exception cref="UpdateException">The file is damaged: the floor is not known, so nothing is taken.</exception>
    public UpdateRecord Read()
    {
        if (!File.Exists(folder.Record))
        {
            return UpdateRecord.Empty;
        }
        try
        {
            return JsonSerializer.Deserialize(PrivateFile.Read(folder.Record, MaxBytes), UpdateRecordJson.Default.UpdateRecord)
                ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or KeyFileException)
        {
            throw new UpdateException($"{folder.Record} is damaged, so updates wait: install the agent again.", e) { IsFinal = true };
        }
    }

    /// <summary>Replaces it; on the disk when this returns.</summary>
    public void Write(UpdateRecord record) =>
        PrivateFile.WriteAtomic(folder.Record, JsonSerializer.SerializeToUtf8Bytes(record, UpdateRecordJson.Default.UpdateRecord));
}
