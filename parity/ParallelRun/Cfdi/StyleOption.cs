using System.CommandLine;
using Strangler.Cfdi.Printing;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>How prints look: an option, else the environment, else as usual.</summary>
internal static class StyleOption
{
    private const string Variable = "STRANGLER_PRINT_STYLE";

    public static Option<string?> Create() => new("--style")
    {
        Description = $"JSON file with name, address, contact, colour, messages; without it, {Variable}.",
    };

    public static async Task<PrintStyle> ReadAsync(
        ParseResult parsed, Option<string?> option, CancellationToken cancellation)
    {
        if ((parsed.GetValue(option) ?? Environment.GetEnvironmentVariable(Variable)) is not { Length: > 0 } path)
        {
            return PrintStyle.Usual;
        }

        try
        {
            return PrintStyle.Read(await File.ReadAllBytesAsync(path, cancellation));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new CommandFailedException($"{path}: {failure.Message}");
        }
    }
}
