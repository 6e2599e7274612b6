using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Provisioning.Customisation;
using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Disks.Fat;

namespace EdgeAgent.Provisioning.Cards;

/// <summary>Puts the agent, its installer and the owner's settings onto the boot partition of an image.</summary>
internal sealed class CardWriter(IDisk disk, TimeProvider time)
{
    private const string SumFile = "SHA256SUMS";
    private const string SystemFolder = "system";
    private const string PayloadFolder = "payload";

    /// <summary>Writes everything, and reads it back through the file system.</summary>
    /// <param name="content">What goes onto the card.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What the image understands.</returns>
    /// <exception cref="CustomisationException">The image cannot be customised.</exception>
    /// <exception cref="DiskFormatException">The image is damaged.</exception>
    /// <exception cref="DiskSpaceException">The boot partition is too small.</exception>
    /// <exception cref="IOException">What was read back is not what was written.</exception>
    public async Task<CustomisationFormat> WriteAsync(CardContent content, CancellationToken cancellationToken)
    {
        var boot = BootPartition.Find(disk, time);
        var texts = Texts(boot, content);
        CheckRoom(boot.Volume, content, texts);
        boot.Volume.CreateDirectory($"{BootScript.Folder}/{SystemFolder}");
        foreach (var file in content.Payload.Files)
        {
            await CopyAsync(boot.Volume, content.Payload, file, cancellationToken);
        }
        var sums = await SumsAsync(content.Payload, texts, cancellationToken);
        texts.Insert(0, new BootFile($"{BootScript.Folder}/{SumFile}", sums));
        // Last what the image reads first: a card that was pulled out early boots as it came from the maker.
        foreach (var file in texts)
        {
            boot.Volume.Write(file.Path, Encoding.UTF8.GetBytes(file.Text), cancellationToken);
        }
        boot.Volume.Write($"{BootScript.Folder}/{EnrolmentCard.FileName}", content.Enrolment, cancellationToken);
        foreach (var file in Settings(boot, content))
        {
            boot.Volume.Write(file.Path, Encoding.UTF8.GetBytes(file.Text), cancellationToken);
        }
        await VerifyAsync(sums, cancellationToken);
        return boot.Format;
    }

    private static List<BootFile> Texts(BootPartition boot, CardContent content)
    {
        var texts = new List<BootFile>
        {
            new($"{BootScript.Folder}/VERSION", content.Payload.Version + "\n"),
            new($"{BootScript.Folder}/STATUS.txt", "The device has not started from this card yet.\n"),
        };
        texts.AddRange(DeviceFiles.Names.Select(static name => new BootFile(
            name == BootScript.Installer ? $"{BootScript.Folder}/{name}" : $"{BootScript.Folder}/{SystemFolder}/{name}",
            DeviceFiles.Read(name))));
        _ = Settings(boot, content); // refuses, before anything is written, what cannot be
        return texts;
    }

    private static List<BootFile> Settings(BootPartition boot, CardContent content)
    {
        var files = new List<BootFile>();
        if (content.Settings.HasBuses)
        {
            files.Add(BootEdits.Buses(boot.Volume, content.Settings));
        }
        files.AddRange(boot.Format switch
        {
            CustomisationFormat.CloudInit => CloudInitFiles.Make(content.Settings, content.Instance),
            CustomisationFormat.FirstRun => FirstRunFiles.Make(content.Settings),
            _ => RpiPreseedFiles.Make(content.Settings),
        });
        var words = boot.Format switch
        {
            CustomisationFormat.CloudInit => $"ds=nocloud;i={content.Instance}",
            CustomisationFormat.FirstRun => FirstRunFiles.CommandLine,
            _ => null,
        };
        if (words is not null && BootEdits.CommandLine(boot.Volume, words) is { } line)
        {
            files.Add(line);
        }
        return files;
    }

    private static void CheckRoom(FatVolume volume, CardContent content, List<BootFile> texts)
    {
        var needed = content.Payload.LengthBytes + texts.Sum(static file => (long)Encoding.UTF8.GetByteCount(file.Text));
        if (needed > volume.FreeBytes)
        {
            throw new DiskSpaceException(
                $"The agent needs {needed / 1e6:F0} MB on the boot partition, which has {volume.FreeBytes / 1e6:F0} MB free. "
                + "Take an image with a larger boot partition.");
        }
    }

    private static async Task CopyAsync(FatVolume volume, DevicePayload payload, string file, CancellationToken cancellationToken)
    {
        var path = $"{BootScript.Folder}/{PayloadFolder}/{file}";
        volume.CreateDirectory(path[..path.LastIndexOf('/')]);
        await using var source = File.OpenRead(Path.Combine(payload.Folder, file));
        volume.Write(path, source, source.Length, cancellationToken);
    }

    /// <summary>In the form of <c>sha256sum -c</c>. STATUS.txt is not in it: the device writes it.</summary>
    private static async Task<string> SumsAsync(DevicePayload payload, List<BootFile> texts, CancellationToken cancellationToken)
    {
        var sums = new StringBuilder();
        foreach (var file in payload.Files)
        {
            sums.Append($"{await payload.SumAsync(file, cancellationToken)}  {PayloadFolder}/{file}\n");
        }
        foreach (var file in texts.Where(static file => !file.Path.EndsWith("STATUS.txt", StringComparison.Ordinal)))
        {
            sums.Append($"{DevicePayload.SumOf(file.Text)}  {file.Path[(BootScript.Folder.Length + 1)..]}\n");
        }
        return sums.ToString();
    }

    /// <summary>Opens the volume anew and compares every file with its sum.</summary>
    private async Task VerifyAsync(string sums, CancellationToken cancellationToken)
    {
        var volume = BootPartition.Find(disk, time).Volume;
        foreach (var line in sums.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split("  ", 2);
            await using var stream = volume.OpenRead($"{BootScript.Folder}/{parts[1]}");
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) != parts[0])
            {
                throw new IOException($"{parts[1]} was read back with another content: take another card.");
            }
        }
    }
}
