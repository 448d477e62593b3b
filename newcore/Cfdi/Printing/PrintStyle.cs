using System.Text.Json;
using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>How a utility's documents look.</summary>
/// <param name="Name">On top of every page; null: the issuer's.</param>
/// <param name="Address">One line below it.</param>
/// <param name="Contact">Telephone and places for questions, one line.</param>
/// <param name="Colour">Of bands and bars; dark enough for white letters.</param>
/// <param name="Messages">To every customer, on bills.</param>
public sealed record PrintStyle(
    string? Name, string? Address, string? Contact, PdfColour Colour, IReadOnlyList<string> Messages)
{
    public const int MostMessages = 4;
    private const int MostBytes = 64 * 1024;

    public static PrintStyle Usual { get; } = new(null, null, null, new PdfColour(0x0B, 0x5A, 0x8A), []);

    /// <summary>From JSON: name, address, contact, colour as <c>#RRGGBB</c>, messages; all may be left out.</summary>
    /// <exception cref="FormatException">It is something else; the message says what.</exception>
    public static PrintStyle Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > MostBytes)
        {
            throw new FormatException($"The style of prints has more than {MostBytes} bytes.");
        }

        try
        {
            StyleFile file = JsonSerializer.Deserialize<StyleFile>(json, JsonSerializerOptions.Web)
                ?? throw new FormatException("The style of prints is empty.");
            PdfColour colour = Usual.Colour;
            if (file.Colour is not null && !PdfColour.TryParse(file.Colour, out colour))
            {
                throw new FormatException($"The colour of prints is like #0B5A8A, not {file.Colour}.");
            }

            return file.Messages is { Count: > MostMessages }
                ? throw new FormatException($"Prints have room for {MostMessages} messages.")
                : new PrintStyle(file.Name, file.Address, file.Contact, colour, file.Messages ?? []);
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"The style of prints is not JSON of this kind: {wrong.Message}", wrong);
        }
    }

    private sealed record StyleFile(
        string? Name, string? Address, string? Contact, string? Colour, IReadOnlyList<string>? Messages);
}
