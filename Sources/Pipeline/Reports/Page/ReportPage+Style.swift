extension ReportPage {
    /// Colours are blue and vermilion, which the colour-blind tell apart; dash, shape and filling say the same again.
    static let styleSheet = """
        :root{color-scheme:light dark;--ground:#fff;--panel:#f6f7f9;--ink:#1c2733;--soft:#5a6673;--rule:#d9dee4;\
        --grid:#e9ecf0;--blue:#1f5f9e;--pale:#b9d1e8;--red:#b93a14;--later:#f4f1e8}
        @media (prefers-color-scheme:dark){:root{--ground:#12171d;--panel:#1a2129;--ink:#e4e9ee;--soft:#9aa7b4;\
        --rule:#35404b;--grid:#242d36;--blue:#7db4e6;--pale:#2d4d6c;--red:#ff9068;--later:#1d2126}}
        @media print{:root{color-scheme:light;--ground:#fff;--panel:#fff;--ink:#000;--soft:#444;--rule:#bbb;\
        --grid:#e2e2e2;--blue:#1f5f9e;--pale:#b9d1e8;--red:#b93a14;--later:#f2f2f2}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:58rem;padding:2.5rem 1.25rem 4rem;background:var(--ground);color:var(--ink);\
        font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:break-word}
        h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem;letter-spacing:-.01em}
        header p{color:var(--soft);margin:0;max-width:44rem}
        h2{font-size:1.3rem;line-height:1.3;margin:0 0 .75rem}
        h3{font-size:.95rem;margin:0;font-weight:600}
        h3.code{font:600 .8rem/1.4 ui-monospace,"SF Mono",Menlo,"Liberation Mono",monospace}
        p{margin:0 0 .75rem;max-width:44rem}
        ul{padding-left:1.2rem;margin:0}
        li{margin:.25rem 0;max-width:44rem}
        a{color:var(--blue)}
        a:focus-visible,.scroll:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
        code{font:.85em ui-monospace,"SF Mono",Menlo,"Liberation Mono",monospace;overflow-wrap:anywhere}
        section{margin-top:3rem;padding-top:1.5rem;border-top:1px solid var(--rule)}
        .skip{position:absolute;left:-999rem}
        .skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.4rem .8rem}
        nav{margin-top:1.75rem;padding:.9rem 1.25rem;background:var(--panel);border-radius:.4rem}
        nav h2{font-size:.95rem;margin:0 0 .25rem}
        nav ol{margin:0;padding-left:1.3rem;columns:2 16rem}
        nav+main section:first-child{border-top:0;margin-top:1rem}
        .lead{font-weight:600}
        details{margin:.35rem 0 0;font-size:.85rem}
        summary{cursor:pointer;color:var(--soft);padding:.25rem 0}
        summary:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
        table.numbers{width:auto;font-size:.8rem}
        .numbers th,.numbers td{text-align:right;white-space:nowrap;padding:.2rem 0 .2rem .8rem;font-weight:400}
        .numbers th:first-child{text-align:left;padding-left:0}
        .numbers thead th{font-weight:600;white-space:normal;vertical-align:bottom}
        table.figures{width:auto;margin-bottom:1.25rem}
        .figures th,.figures td{padding-right:1.75rem}
        .verdict{font-size:1.2rem;line-height:1.45;font-weight:600}
        .scroll{overflow-x:auto}
        .wide svg{min-width:40rem}
        table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--soft);padding-bottom:.4rem}
        th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--rule)}
        thead th{color:var(--soft);font-weight:600;border-bottom-width:2px}
        tbody th{font-weight:600}
        th.group{padding-top:1rem}
        th.number,td.number{text-align:right;padding-right:1.25rem;font-weight:400;white-space:nowrap}
        thead th.number{font-weight:600}
        time{white-space:nowrap}
        .value{display:inline-block;margin-right:.9rem}
        figure{margin:0 0 1.75rem;break-inside:avoid}
        figcaption{margin-bottom:.5rem}
        figcaption p{color:var(--soft);font-size:.85rem;margin:0}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(15.5rem,1fr));gap:.5rem 1.75rem}
        .pairs{grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr))}
        .pairs svg{max-width:28rem}
        .pairs figure:has(details[open]){grid-column:1/-1}
        .grid figure{margin-bottom:1.25rem;min-width:0}
        svg{display:block;width:100%;height:auto;overflow:visible;font-size:11px}
        svg{fill:var(--soft);font-variant-numeric:tabular-nums}
        svg .legend,svg .value{fill:var(--ink);paint-order:stroke;stroke:var(--ground);stroke-width:3px;\
        stroke-linejoin:round}
        svg .value{font-size:10px}
        svg .gridline{stroke:var(--grid);fill:none}
        svg .axis{stroke:var(--soft);fill:none}
        svg .line{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
        svg .line-0{stroke:var(--ink)}
        svg .line-1{stroke:var(--blue);stroke-dasharray:6 4;stroke-width:1.8}
        svg .line-2{stroke:var(--red);stroke-dasharray:1.5 4}
        svg .line-3{stroke:var(--soft);stroke-dasharray:9 3 2 3}
        svg .dot{fill:none;stroke:var(--blue);stroke-opacity:.5;stroke-width:2.2;stroke-linecap:round}
        svg .diamond{fill:var(--red);stroke:var(--ground);stroke-width:.6}
        svg .threshold{stroke:var(--red);stroke-dasharray:7 4;stroke-width:1.2;fill:none}
        svg .boundary{stroke:var(--ink);stroke-width:1.2;fill:none}
        svg .later-ground{fill:var(--later)}
        svg .bar{fill:var(--blue)}
        svg .bar-below{fill:var(--ground);stroke:var(--red);stroke-width:1.4;stroke-dasharray:3 2}
        svg .mark{stroke-width:1.4;stroke-linejoin:round}
        svg .solid-0{fill:var(--blue);stroke:var(--ground)}
        svg .solid-1{fill:var(--ink);stroke:var(--ground)}
        svg .solid-2,svg .solid-3{fill:var(--red);stroke:var(--ground)}
        svg .hollow-0{fill:var(--ground);stroke:var(--red)}
        svg .hollow-1,svg .hollow-2{fill:var(--ground);stroke:var(--ink)}
        svg .level-0{stroke:var(--blue)}
        svg .level-1{stroke:var(--ink)}
        svg .level-2,svg .level-3{stroke:var(--red)}
        svg .nominal{fill:none;stroke:var(--ink);stroke-width:1.2;stroke-dasharray:1.5 3}
        svg .cell{fill:var(--ink)}
        svg .good-1,svg .good-2,svg .good-3,svg .good-4{fill:var(--blue)}
        svg .bad-1,svg .bad-2,svg .bad-3,svg .bad-4{fill:var(--red)}
        svg .good-1,svg .bad-1{fill-opacity:.08}
        svg .good-2,svg .bad-2{fill-opacity:.18}
        svg .good-3,svg .bad-3{fill-opacity:.29}
        svg .good-4,svg .bad-4{fill-opacity:.41}
        svg .band{fill:var(--blue);fill-opacity:.2;stroke:var(--blue);stroke-width:.8}
        svg .band-1{stroke-dasharray:4 2}
        svg .band-2,svg .band-3{fill-opacity:.12;stroke-dasharray:1.5 2}
        svg .filled{fill:var(--pale);stroke:var(--pale)}
        svg .outlined{fill:none;stroke:var(--red);stroke-width:1.5;stroke-dasharray:4 2}
        @media print{body{max-width:none;padding:0}nav,.skip{display:none}.scroll{overflow:visible}\
        .wide svg{min-width:0}.pairs{display:block}\
        details::details-content{content-visibility:visible;block-size:auto}h2,h3{break-after:avoid}tr{break-inside:avoid}}

        """
}
