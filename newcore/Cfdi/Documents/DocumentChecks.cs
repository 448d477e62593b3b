using Strangler.Cfdi.Sealing;

namespace Strangler.Cfdi.Documents;

/// <summary>
/// What business data can do wrong to a document, all of it at once; a document without refusals can be written. The
/// whole matrix of the tax authority is the pre-validation's.
/// </summary>
public static class DocumentChecks
{
    private const string Schema = "XSD";

    /// <param name="refusals">Gets one for each thing wrong; nothing where all is right.</param>
    public static void Check(CfdiDocument document, List<DocumentRefusal> refusals)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(refusals);
        CheckHead(document, refusals);
        CheckIssuer(document, refusals);
        CheckReceiver(document, refusals);
        CheckGlobal(document, refusals);
        CheckRelations(document, refusals);
        if (document.Type == CfdiType.Payment)
        {
            PaymentChecks.Check(document, refusals);
        }
        else
        {
            LineChecks.Check(document, refusals);
        }
    }

    internal static void Text(string path, string? value, int longest, List<DocumentRefusal> refusals)
    {
        if (TextCheck.Problem(value, longest) is { } problem)
        {
            refusals.Add(new DocumentRefusal(Schema, path, problem));
        }
    }

    internal static void OptionalText(string path, string? value, int longest, List<DocumentRefusal> refusals)
    {
        if (value is not null)
        {
            Text(path, value, longest, refusals);
        }
    }

    internal static void Uuid(string path, string? value, List<DocumentRefusal> refusals)
    {
        if (!Guid.TryParseExact(value, "D", out _))
        {
            refusals.Add(new DocumentRefusal(Schema, path, "It is no fiscal folio (UUID)."));
        }
    }

    private static void CheckHead(CfdiDocument document, List<DocumentRefusal> refusals)
    {
        OptionalText("@Serie", document.Series, 25, refusals);
        OptionalText("@Folio", document.Folio, 40, refusals);
        OptionalText("@CondicionesDePago", document.Conditions, 1000, refusals);
        if (document.Terms == PaymentTerms.Later != (document.PaymentForm == SatKeys.ToBeDefined))
        {
            refusals.Add(new DocumentRefusal(
                "CFDI40105", "@FormaPago", "A document to be paid later, and no other, has the form of payment 99."));
        }

        if (document.Type != CfdiType.Payment && (document.PaymentForm is not { Length: 2 } || document.Terms is null))
        {
            refusals.Add(new DocumentRefusal("CFDI40104", "@FormaPago", "It is not known how it is paid."));
        }
    }

    private static void CheckIssuer(CfdiDocument document, List<DocumentRefusal> refusals)
    {
        Issuer issuer = document.Issuer;
        TaxId("Emisor/@Rfc", issuer.Rfc, refusals);
        Text("Emisor/@Nombre", issuer.Name, 300, refusals);
        Digits("Emisor/@RegimenFiscal", issuer.Regime, 3, refusals);
        Digits("@LugarExpedicion", document.PlaceOfIssue, 5, refusals);
    }

    private static void CheckReceiver(CfdiDocument document, List<DocumentRefusal> refusals)
    {
        Receiver receiver = document.Receiver;
        TaxId("Receptor/@Rfc", receiver.Rfc, refusals);
        Text("Receptor/@Nombre", receiver.Name, 300, refusals);
        Digits("Receptor/@DomicilioFiscalReceptor", receiver.PostalCode, 5, refusals);
        Digits("Receptor/@RegimenFiscalReceptor", receiver.Regime, 3, refusals);
        if (!ReceiverUse.Allows(receiver.Regime, receiver.Use, TaxpayerId.IsPerson(receiver.Rfc ?? "")))
        {
            refusals.Add(new DocumentRefusal(
                "CFDI40161", "Receptor/@UsoCFDI", $"The use {receiver.Use} is not for the regime {receiver.Regime}."));
        }

        if (document.Type == CfdiType.Payment != (receiver.Use == SatKeys.UsePayments))
        {
            refusals.Add(new DocumentRefusal(
                "CFDI40161", "Receptor/@UsoCFDI", "A payment, and nothing else, is for the use CP01."));
        }

        if (TaxpayerId.IsGeneric(receiver.Rfc ?? ""))
        {
            CheckGeneric(document, refusals);
        }
    }

    private static void CheckGeneric(CfdiDocument document, List<DocumentRefusal> refusals)
    {
        Receiver receiver = document.Receiver;
        if (receiver.PostalCode != document.PlaceOfIssue)
        {
            refusals.Add(new DocumentRefusal(
                "CFDI40149", "Receptor/@DomicilioFiscalReceptor",
                "A generic taxpayer has the postal code of the place of issue."));
        }

        if (receiver.Regime != SatKeys.RegimeNone)
        {
            refusals.Add(new DocumentRefusal(
                "CFDI40159", "Receptor/@RegimenFiscalReceptor", "A generic taxpayer has the regime 616."));
        }
    }

    private static void CheckGlobal(CfdiDocument document, List<DocumentRefusal> refusals)
    {
        bool named = document.Receiver.Name == SatKeys.PublicName;
        if (named && document.Receiver.Rfc != SatKeys.PublicRfc)
        {
            refusals.Add(new DocumentRefusal("CFDI40146", "Receptor/@Rfc", $"The public has {SatKeys.PublicRfc}."));
        }

        if (document.Type == CfdiType.Income && named != (document.Global is not null))
        {
            refusals.Add(new DocumentRefusal(
                "CFDI40130", "InformacionGlobal", "A document for the public, only, says of what time it is."));
        }

        if (document.Global is not { } global)
        {
            return;
        }

        bool two = global.Frequency == "05";
        if (two && document.Issuer.Regime != SatKeys.RegimeBimonthly)
        {
            refusals.Add(new DocumentRefusal(
                "CFDI40132", "InformacionGlobal/@Periodicidad", "Two months are only for issuers of regime 621."));
        }

        if (!int.TryParse(global.Months, out int months) || (two ? months is < 13 or > 18 : months is < 1 or > 12))
        {
            refusals.Add(new DocumentRefusal(
                two ? "CFDI40135" : "CFDI40134", "InformacionGlobal/@Meses",
                "One month is 01 to 12, two months are 13 to 18."));
        }
    }

    private static void CheckRelations(CfdiDocument document, List<DocumentRefusal> refusals)
    {
        foreach (Relation relation in document.Relations)
        {
            Digits("CfdiRelacionados/@TipoRelacion", relation.Kind, 2, refusals);
            foreach (string uuid in relation.Uuids)
            {
                Uuid("CfdiRelacionados/CfdiRelacionado/@UUID", uuid, refusals);
            }
        }
    }

    private static void TaxId(string path, string? value, List<DocumentRefusal> refusals)
    {
        if (!TaxpayerId.HasShape(value))
        {
            refusals.Add(new DocumentRefusal(
                Schema, path, "It is no RFC: three or four letters, a date, two signs, a digit or A."));
        }
    }

    private static void Digits(string path, string? value, int count, List<DocumentRefusal> refusals)
    {
        if (value?.Length != count || value.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            refusals.Add(new DocumentRefusal(
                Schema, path, string.IsNullOrEmpty(value) ? "It is missing." : $"It is not of {count} digits."));
        }
    }
}
