using System.Globalization;
using System.Text;
using Strangler.Cfdi.Printing;
using Strangler.Core.Documents;

namespace Strangler.Tests.Unit.Cfdi.Printing;

public sealed class PrintedTextTests
{
    [Theory]
    [InlineData("0", "CERO PESOS 00/100 M.N.")]
    [InlineData("1.01", "UN PESO 01/100 M.N.")]
    [InlineData("16.5", "DIECISÉIS PESOS 50/100 M.N.")]
    [InlineData("21", "VEINTIÚN PESOS 00/100 M.N.")]
    [InlineData("100", "CIEN PESOS 00/100 M.N.")]
    [InlineData("115.995", "CIENTO DIECISÉIS PESOS 00/100 M.N.")]
    [InlineData("1160", "MIL CIENTO SESENTA PESOS 00/100 M.N.")]
    [InlineData("31542.73", "TREINTA Y UN MIL QUINIENTOS CUARENTA Y DOS PESOS 73/100 M.N.")]
    [InlineData("100000", "CIEN MIL PESOS 00/100 M.N.")]
    [InlineData("1000000", "UN MILLÓN DE PESOS 00/100 M.N.")]
    [InlineData("2000001", "DOS MILLONES UN PESOS 00/100 M.N.")]
    [InlineData("21700900.10", "VEINTIÚN MILLONES SETECIENTOS MIL NOVECIENTOS PESOS 10/100 M.N.")]
    public void Amounts_are_said_in_words(string amount, string expected) =>
        Assert.Equal(expected, AmountInWords.Of(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("1160.00", "1160.0")]
    [InlineData("0", "0.0")]
    [InlineData("505.09", "505.09")]
    [InlineData("12.50", "12.5")]
    public void The_square_code_has_the_total_as_SAT_takes_it(string total, string written) => Assert.Equal(
        "https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=U&re=EKU9003173C9&rr=H&amp;E951128469"
        + $"&tt={written}&fe=5678AB==",
        VerificationCode.TextOf("U", "EKU9003173C9", "H&E951128469", total, "12345678AB=="));

    [Theory]
    [InlineData("")]
    [InlineData("año")]
    [InlineData("a\n")]
    public void A_bar_code_refuses_what_it_cannot_write(string text) =>
        Assert.Throws<ArgumentException>(() => new Code128(text));

    [Fact]
    public void A_style_is_read_and_a_wrong_one_is_refused_with_the_reason()
    {
        PrintStyle style = PrintStyle.Read("""{"name":"Agua","colour":"#102030","messages":["a"]}"""u8);
        Assert.Equal(("Agua", new PdfColour(0x10, 0x20, 0x30)), (style.Name, style.Colour));
        Assert.Single(style.Messages);
        foreach (string wrong in (string[])["", "[]", """{"colour":"blue"}""", """{"messages":["","","","",""]}"""])
        {
            Assert.Throws<FormatException>(() => PrintStyle.Read(Encoding.UTF8.GetBytes(wrong)));
        }
    }
}
