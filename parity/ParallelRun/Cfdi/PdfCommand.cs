using System.CommandLine;
using Strangler.Cfdi.Printing;
using Strangler.Cfdi.Validation;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi.Printing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi pdf</c>: the printed form of a stored document, or of a file.</summary>
internal static class PdfCommand
{
    private static readonly Option<Guid?> Uuid = new("--uuid") { Description = "A stored document." };

    private static readonly Option<string?> Xml = new("--xml")
    {
        Description = "A file instead: printed without meter, history and payment reference. No database is asked.",
    };

    private static readonly Option<string> Out = new("--out") { Description = "The PDF to write.", Required = true };

    public static Command Create()
    {
        Option<string?> style = StyleOption.Create();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("pdf", "Write a document's printed form (docs/cfdi-printing.md).")
        {
            Uuid, Xml, Out, style, database,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(Uuid) is null) == (result.GetValue(Xml) is null))
            {
                result.AddError("Give either --uuid or --xml.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            PrintStyle look = await StyleOption.ReadAsync(parsed, style, cancellation);
            string target = parsed.GetValue(Out)!;
            if (parsed.GetValue(Xml) is { } file)
            {
                await WriteAsync(target, await OfFileAsync(file, look, cancellation), cancellation);
                return ExitCode.Done;
            }

            return await DatabaseWork.RunAsync(
                parsed, database,
                async (open, _) =>
                {
                    byte[] pdf = await OfStoredAsync(open, parsed.GetValue(Uuid)!.Value, look, cancellation);
                    await WriteAsync(target, pdf, cancellation);
                    return ExitCode.Done;
                },
                cancellation);
        });
        return command;
    }

    private static async Task<byte[]> OfFileAsync(string file, PrintStyle style, CancellationToken cancellation)
    {
        try
        {
            // One byte more than is read is enough to be refused for it.
            await using FileStream stream = File.OpenRead(file);
            byte[] xml = new byte[Math.Min(stream.Length, CfdiValidator.MostBytes + 1)];
            await stream.ReadExactlyAsync(xml, cancellation);
            return PrintedForm.Write(xml, PrintFacts.None, style) switch
            {
                PrintOutcome.Printed printed => printed.Pdf,
                PrintOutcome.Refused refused => throw new CommandFailedException($"{file}: {refused.Reason}"),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    private static async Task<byte[]> OfStoredAsync(
        Database database, Guid uuid, PrintStyle style, CancellationToken cancellation)
    {
        StoredCfdi stored = await new StampedFiles(database).OfUuidAsync(uuid, cancellation)
            ?? throw new CommandFailedException($"No stored document has the UUID {uuid}.");
        return await new CfdiPrints(database, style).PrintAsync(stored, cancellation)
            ?? throw new CommandFailedException(
                $"What is stored as document {stored.Id} is not what was stamped; it is given to nobody.");
    }

    private static async Task WriteAsync(string target, byte[] pdf, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllBytesAsync(target, pdf, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"--out: {failure.Message}");
        }
    }
}
