using System.Text;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Books;
using static Strangler.Tests.Unit.StandIn.Answers.DebtDesk;

namespace Strangler.Tests.Unit.StandIn.Answers;

public sealed class DebtDocumentsTests
{
    [Fact]
    public async Task A_payment_document_is_a_pdf_with_the_reference_and_a_bar_code_of_at_most_46_digits()
    {
        using LegacyBooks books = await Owing();

        XElement answer = (await Ask(books, "getDocumentoPago", "<contrato>1</contrato>")).Element("return")!;

        string pdf = Encoding.Latin1.GetString(Convert.FromBase64String(answer.Element("pdf")!.Value));
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.Contains("250.50 MXN", pdf, StringComparison.Ordinal);
        Assert.Equal(LegacyBooks.ReferenceOf(1), answer.Element("referencia")!.Value);
        Assert.Matches("^[0-9]{20,46}$", answer.Element("rafagaPago")!.Value);
    }

    [Fact]
    public async Task A_payment_document_as_xml_is_escaped_text_about_the_invoices_asked_for()
    {
        using LegacyBooks books = await Owing();
        string number = books.FindInvoice(10)!.Number;

        XElement answer = (await Ask(
            books, "getDocumentoPagoXML",
            $"<contrato>1</contrato><docs><facturasPendientes><factura>{number}</factura></facturasPendientes></docs>"))
            .Element("return")!;

        XElement document = XElement.Parse(answer.Element("XML")!.Value);
        Assert.Equal("50.50", document.Element("importe")!.Value);
        Assert.Equal(number, Assert.Single(document.Descendants("factura")).Attribute("numero")!.Value);
    }

    [Fact]
    public async Task There_is_no_payment_document_for_a_contract_that_owes_nothing()
    {
        using ExtractBuilder extract = A.Extract().Contract(1);
        using LegacyBooks books = await extract.LoadAsync();

        XElement answer = await Ask(books, "getDocumentoPago", "<contrato>1</contrato>");

        Assert.Equal("-510", Assert.Single(answer.Descendants("codigoError")).Value);
        Assert.Empty(answer.Descendants("pdf"));
    }
}
