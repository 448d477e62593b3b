using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>Where on which page the next part stands; heads and feet of all pages.</summary>
internal sealed class PrintSheet(PrintedDocument document, PrintStyle style, bool isCancelled)
{
    public const decimal Left = 36;
    public const decimal Right = PdfDrawing.Width - Left;
    public const decimal Room = Right - Left;

    /// <summary>Nothing but the foot stands below it.</summary>
    public const decimal Bottom = 30;

    private const decimal HeadHeight = 62;
    private const decimal LaterHeadHeight = 28;
    private const decimal NoticeHeight = 20;
    private static readonly PdfColour Warning = new(0xB0, 0x1E, 0x1E);

    public PdfDrawing Drawing { get; } = new($"{document.Kind} {document.Number}".Trim(), "es-MX");

    public PdfColour Colour => style.Colour;

    /// <summary>Of a text that is not the first thing to be read.</summary>
    public static PdfColour Grey { get; } = new(0x55, 0x5B, 0x60);

    /// <summary>The upper edge of what comes next.</summary>
    public decimal Top { get; set; }

    private string Name => style.Name ?? document.Issuer["Nombre"] ?? "";

    /// <summary>Null where it may be used for taxes.</summary>
    private string? Notice =>
        document.Stamp is null ? "SIN VALIDEZ FISCAL: documento sin timbre fiscal digital"
        : isCancelled ? "CFDI CANCELADO ANTE EL SAT" : null;

    /// <summary>Goes to a further page where there is no room for so much.</summary>
    public bool MakeRoom(decimal height)
    {
        if (Top - height >= Bottom)
        {
            return false;
        }

        AddPage();
        return true;
    }

    public void AddPage()
    {
        Drawing.AddPage();
        Top = PdfDrawing.Height;
        if (Drawing.Pages == 1)
        {
            FirstHead();
        }
        else
        {
            LaterHead();
        }

        if (Notice is { } notice)
        {
            Drawing.Box(0, Top - NoticeHeight, PdfDrawing.Width, NoticeHeight, Warning);
            Drawing.Text(
                Left, Top - 14, Room, notice, new PdfText(11, PdfFont.Bold, PdfColour.White), PdfAlignment.Centre);
            Top -= NoticeHeight;
        }

        Top -= 8;
    }

    /// <summary>A band across with the name of a part; goes down by it.</summary>
    public void Heading(string text)
    {
        const decimal Height = 13;
        Drawing.Box(Left, Top - Height, Room, Height, Colour);
        Drawing.Text(Left + 5, Top - 9.5m, Room - 10, text, new PdfText(8, PdfFont.Bold, PdfColour.White));
        Top -= Height;
    }

    public byte[] Finish()
    {
        PdfText small = new(7, PdfFont.Plain, Grey);
        for (int page = 0; page < Drawing.Pages; page++)
        {
            Drawing.GoTo(page);
            Drawing.Line(Left, Right, Bottom - 6, Colour.Tint(0.5m));
            string said = Notice is null || document.Stamp is not null
                ? "Este documento es una representación impresa de un CFDI"
                : "Este documento no es un comprobante fiscal";
            Drawing.Text(Left, Bottom - 15, 260, said, small);
            Drawing.Text(Left, Bottom - 15, Room, $"Página {page + 1} de {Drawing.Pages}", small, PdfAlignment.Right);
            if (style.Contact is { } contact)
            {
                Drawing.Text(Left + 220, Bottom - 15, 250, contact, small, PdfAlignment.Centre);
            }
        }

        return Drawing.ToBytes();
    }

    private void FirstHead()
    {
        const decimal Mine = 345;
        decimal otherRoom = Room - Mine - 10;
        decimal other = Right - otherRoom;
        PdfText small = new(8, PdfFont.Plain, PdfColour.White);
        Drawing.Box(0, Top - HeadHeight, PdfDrawing.Width, HeadHeight, Colour);
        Drawing.Text(Left, Top - 25, Mine, Name, new PdfText(NameSize(Mine), PdfFont.Bold, PdfColour.White));
        Drawing.Text(
            Left, Top - 39, Mine,
            $"RFC {document.Issuer["Rfc"]}   " + SatTexts.Said("regime", document.Issuer["RegimenFiscal"]), small);
        Drawing.Text(
            Left, Top - 50, Mine,
            style.Address ?? $"Lugar de expedición: C.P. {document.Root["LugarExpedicion"]}", small);
        Drawing.Text(
            other, Top - 23, otherRoom, document.Kind, new PdfText(14, PdfFont.Bold, PdfColour.White),
            PdfAlignment.Right);
        Drawing.Text(
            other, Top - 38, otherRoom, document.Number, new PdfText(10, PdfFont.Bold, PdfColour.White),
            PdfAlignment.Right);
        Drawing.Text(
            other, Top - 50, otherRoom,
            "Expedida " + SpanishDate.Moment(document.Root["Fecha"]) + ", C.P. " + document.Root["LugarExpedicion"],
            small, PdfAlignment.Right);
        Top -= HeadHeight;
    }

    private void LaterHead()
    {
        Drawing.Box(0, Top - LaterHeadHeight, PdfDrawing.Width, LaterHeadHeight, Colour);
        PdfText white = new(9, PdfFont.Bold, PdfColour.White);
        Drawing.Text(Left, Top - 18, 300, Name, white);
        Drawing.Text(
            Left + 300, Top - 18, Room - 300, $"{document.Kind} {document.Number}", white, PdfAlignment.Right);
        Top -= LaterHeadHeight;
    }

    /// <summary>Long names are set smaller before they are cut.</summary>
    private decimal NameSize(decimal room)
    {
        decimal size = 17;
        while (size > 10 && PdfDrawing.WidthOf(Name, new PdfText(size, PdfFont.Bold)) > room)
        {
            size -= 0.5m;
        }

        return size;
    }
}
