using System.CommandLine;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using EdgeAgent.Provisioning.Cards;
using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Images;
using EdgeAgent.Provisioning.Targets;

namespace EdgeAgent.Provisioning.Commands;

/// <summary><c>edgeprov flash</c> and <c>edgeprov image</c>: from a stock image to a card, or to a file, for one device.</summary>
internal static class FlashCommand
{
    private static readonly Argument<string> s_image = new("IMAGE") { Description = "A stock image: .img, .img.xz, .gz or .zip" };
    private static readonly Argument<string> s_device = new("DEVICE") { Description = "The card, for example /dev/sdb; without it the cards are listed", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string> s_file = new("FILE") { Description = "The new image file" };
    private static readonly Option<string?> s_sum = new("--sha256") { Description = "The image's sum as its publisher gives it; default: IMAGE.sha256 where that is", HelpName = "SUM" };
    private static readonly Option<bool> s_yes = new("--yes") { Description = "Erases the card without a question" };
    private static readonly Option<string?> s_register = new("--register") { Description = "The hub's page, for example http://127.0.0.1:8080: tells it the card's secret", HelpName = "URL" };

    private static readonly Option<string?> s_registerKey = new("--register-key") { Description = "A file with a key of the hub that may do everything (edgehub keys), or the hub's console.token", HelpName = "FILE" };

    /// <summary>Onto a card.</summary>
    public static Command BuildFlash()
    {
        var command = new Command("flash", "Writes a stock image onto a card, with the agent and your settings") { s_image, s_device, s_sum, s_yes, s_register, s_registerKey };
        FlashOptions.AddTo(command);
        command.SetAction(FlashAsync);
        return command;
    }

    /// <summary>Into a file.</summary>
    public static Command BuildImage()
    {
        var command = new Command("image", "As flash, into a new image file that any tool can write") { s_image, s_file, s_sum, s_register, s_registerKey };
        FlashOptions.AddTo(command);
        command.SetAction(ImageAsync);
        return command;
    }

    private static async Task<int> FlashAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var probe = new DiskProbe(HostPaths.Default);
        if (result.GetValue(s_device) is not { } path)
        {
            await Console.Error.WriteLineAsync("Which card? These can be written:");
            foreach (var candidate in probe.List())
            {
                await Console.Error.WriteLineAsync($"  {candidate}");
            }
            return ExitCodes.BadCommandLine;
        }
        var outcome = probe.Inspect(path);
        if (outcome is TargetOutcome.Refused refused)
        {
            throw new DiskFormatException(refused.Reason);
        }
        var disk = ((TargetOutcome.Usable)outcome).Disk;
        var preparation = await PrepareAsync(result, cancellationToken);
        if (!result.GetValue(s_yes) && !await ConfirmAsync(disk, cancellationToken))
        {
            return ExitCodes.Declined;
        }
        // Somebody may have mounted it while the question stood there.
        if (probe.Inspect(path) is TargetOutcome.Refused changed)
        {
            throw new DiskFormatException(changed.Reason);
        }
        using var target = DiskFile.Open(path, writable: true, disk.SizeBytes);
        return await WriteAsync(result, preparation, target, isNewFile: false, cancellationToken);
    }

    private static async Task<int> ImageAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var path = result.GetValue(s_file)!;
        var preparation = await PrepareAsync(result, cancellationToken);
        // CreateNew: what is there already is never overwritten, and a device never gets here.
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        using (var image = preparation.Image.Open())
        {
            file.SetLength(image.LengthBytes ?? await LengthAsync(image.Content, cancellationToken));
        }
        try
        {
            using var target = DiskFile.Open(path, writable: true);
            return await WriteAsync(result, preparation, target, isNewFile: true, cancellationToken);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static async Task<FlashPreparation> PrepareAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var image = new ImageFile(result.GetValue(s_image)!);
        var settings = FlashOptions.Read(result);
        var payload = DevicePayload.Open(FlashOptions.PayloadFolder(result));
        if ((result.GetValue(s_sum) ?? image.PublishedSum()) is { } sum)
        {
            var line = Line("Checking the image", new FileInfo(image.Path).Length);
            await image.VerifyAsync(sum, line, cancellationToken);
            line.Done();
        }
        else
        {
            await Console.Error.WriteLineAsync("The image's sum is not known, so it is not checked: give --sha256.");
        }
        return new FlashPreparation(image, settings, payload);
    }

    private static async Task<bool> ConfirmAsync(RemovableDisk disk, CancellationToken cancellationToken)
    {
        await Console.Error.WriteAsync($"Everything on {disk} will be erased. Type 'erase' to go on: ");
        var answer = await Console.In.ReadLineAsync(cancellationToken);
        return answer?.Trim() == "erase";
    }

    private static async Task<int> WriteAsync(
        ParseResult result, FlashPreparation preparation, DiskFile target, bool isNewFile, CancellationToken cancellationToken)
    {
        using var secret = new CardSecret();
        var content = new CardContent(
            preparation.Payload,
            preparation.Settings,
            secret.ForCard(result.GetValue(FlashOptions.Hub), FlashOptions.Authority(result)),
            $"edgeagent-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        using var image = preparation.Image.Open();
        var (writing, reading) = (Line("Writing", image.LengthBytes), Line("Reading back", image.LengthBytes));
        var format = await new Flasher(target, isNewFile, TimeProvider.System)
            .FlashAsync(image.Content, content, (writing, reading), cancellationToken);
        writing.Done();
        await Console.Error.WriteLineAsync($"Done: the image takes its settings by {format}, the agent is {preparation.Payload.Version}.");
        await Console.Out.WriteLineAsync($"Label of this card (whoever has it can pair as this device):\n{secret.Text}\n{secret.QrCode()}");
        await TellHubAsync(result, secret, cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task TellHubAsync(ParseResult result, CardSecret secret, CancellationToken cancellationToken)
    {
        if (result.GetValue(s_register) is not { } url)
        {
            await Console.Error.WriteLineAsync("Next: tell the hub this card's secret: on the hub run 'edgehub pair secrets add' and paste the label's text.");
            return;
        }
        using var client = new HttpClient { BaseAddress = new Uri(url.TrimEnd('/') + "/") };
        if (result.GetValue(s_registerKey) is { } file)
        {
            var key = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        await new HubRegistration(client).RegisterAsync(secret, cancellationToken);
        await Console.Error.WriteLineAsync("The hub knows this card's secret and lets its device in by itself. Put the card in and switch the device on.");
    }

    private static ProgressLine Line(string what, long? lengthBytes) =>
        new(what, lengthBytes, Console.Error, !Console.IsErrorRedirected, TimeProvider.System);

    private static async Task<long> LengthAsync(Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 20];
        var length = 0L;
        while (await content.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            length += count;
        }
        return length;
    }
}
