using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Documents;

namespace Strangler.AquaCis.StandIn.Answers.Orders;

/// <summary>Work orders fetched by crews, one or several, and printed.</summary>
internal sealed class WorkOrdersReading(WorkOrders orders, WorkOrderRecords records)
{
    private const string AreaMissing = "Parametro explotacion no informado";

    public void Register(AnswerTable table) => table
        .On(ServicePaths.WorkOrders, "refreshData", Refresh)
        .On(ServicePaths.WorkOrders, "multipleRefreshData", RefreshMany)
        .On(ServicePaths.WorkOrders, "getDocumentoOrdenTrabajo", Print);

    private Answer Refresh(WireRecord body)
    {
        if (body.Record("otRequest") is not { } request || request.Text("operationalSiteID") is null)
        {
            return new Answer.Refusal(ParameterFault(AreaMissing));
        }

        return Find(request) is { } order
            ? Answer.Of(reply => reply.Record("return", record => records.Write(record, order, request)))
            : Answer.Of(static _ => { });
    }

    private static SoapFault ParameterFault(string message)
    {
        Operation refresh = ContractCatalog.AquaCis.Find(ServicePaths.WorkOrders, "refreshData");
        return new SoapFault(FaultCode.Server, message, FaultDetail.Of(refresh, detail => detail
            .Value("type", "PARAM_VALIDATION")
            .Value("message", message)));
    }

    /// <summary>What one order cannot be found for is said beside the others.</summary>
    private Answer RefreshMany(WireRecord body) => Answer.Of(reply => reply.Records(
        "return", body.Records("otRequest").Take(Page.Limit), (record, request) =>
        {
            if (request.Text("operationalSiteID") is null)
            {
                WriteFailure(record, Outcome.MissingArgument with { Description = AreaMissing }, request);
            }
            else if (Find(request) is { } order)
            {
                record.Record("ot", item => records.Write(item, order, request));
            }
            else
            {
                WriteFailure(record, Outcome.OrderNotFound, request);
            }
        }));

    /// <summary>The one place where the contract itself names an element <c>error</c>.</summary>
    private static void WriteFailure(RecordWriter record, Outcome outcome, WireRecord request) =>
        record.Record("error", failure =>
        {
            outcome.Write(failure);
            failure.Value("identificador", request.Text("otOriginID"));
        });

    private WorkOrder? Find(WireRecord request) => orders.Find(request.Text("otOriginID"), request.Text("otGotID"));

    private Answer Print(WireRecord body)
    {
        WorkOrder[] asked =
        [
            .. (body.Record("ordenes")?.Records("orden") ?? []).Take(Page.Limit)
                .Select(order => orders.Find(order.Text("codOrden"))).OfType<WorkOrder>(),
        ];
        byte[]? pdf = asked.Length == 0
            ? null
            : PlainPdf.Write("ORDENES DE TRABAJO", asked.Select(order =>
                $"{order.Code} contrato {order.Contract} {WorkOrderKinds.MotiveName(order.Motive)}"));
        return Answer.Of(reply => reply.Record("return", record => record
            .Record("resultado", (pdf is null ? Outcome.OrderNotFound : Outcome.Ok).Write)
            .Value("pdf", pdf)));
    }
}
