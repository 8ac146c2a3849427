/** Looks like Jira Data Center from a few steps away: its colours, a blue bar, cards on a light ground. */
export const STYLE_SHEET = `
*{box-sizing:border-box}
body{margin:0;background:#f4f5f7;color:#172b4d;font:14px/1.43 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans",Ubuntu,sans-serif;min-height:100vh;display:flex;flex-direction:column}
a{color:#0052cc;text-decoration:none}a:hover{text-decoration:underline}
h1{font-size:24px;font-weight:500;margin:0 0 16px;overflow-wrap:anywhere}
h2{font-size:16px;font-weight:600;margin:0 0 12px}
p{margin:0 0 10px}
.aui-header{background:#0747a6;min-height:56px;display:flex;align-items:center;gap:4px;padding:0 16px}
.aui-header a,.aui-header summary{color:#deebff}
.aui-header-logo{display:flex;align-items:center;gap:8px;font-size:16px;font-weight:600;color:#fff;margin-right:12px;white-space:nowrap}
.aui-nav{display:flex;list-style:none;margin:0;padding:0}
.aui-nav a{display:block;padding:8px 10px;border-radius:3px}
.aui-nav a:hover,.user-menu summary:hover{background:#0052cc;text-decoration:none}
.aui-header-secondary{margin-left:auto}
.user-menu{position:relative}
.user-menu summary{display:flex;align-items:center;gap:8px;cursor:pointer;list-style:none;padding:6px 8px;border-radius:3px}
.user-menu summary::-webkit-details-marker{display:none}
.user-menu ul{position:absolute;right:0;top:100%;z-index:1;margin:4px 0 0;padding:8px 0;min-width:170px;list-style:none;background:#fff;border-radius:3px;box-shadow:0 4px 12px rgba(9,30,66,.3)}
.user-menu li a{display:block;padding:7px 16px;color:#172b4d}
.user-menu li a:hover{background:#f4f5f7;text-decoration:none}
.aui-page-panel{flex:1;width:100%;max-width:1200px;margin:0 auto;padding:24px 20px}
.card{background:#fff;border:1px solid #dfe1e6;border-radius:3px;padding:16px 20px;margin:0 0 16px}
.card>:last-child{margin-bottom:0}
.narrow{max-width:560px}
.login{max-width:400px;margin:32px auto;padding:28px 32px}
.gadgets{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px;align-items:start}
.gadget{margin:0;border-top:3px solid #0052cc}
.issue-columns{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr);gap:16px;align-items:start}
.scroll{overflow-x:auto}
table.aui{border-collapse:collapse;width:100%}
table.aui th{text-align:left;font-size:12px;color:#5e6c84;border-bottom:2px solid #dfe1e6;padding:4px 10px 6px 0}
table.aui td{border-bottom:1px solid #ebecf0;padding:8px 10px 8px 0;vertical-align:top}
td.key{white-space:nowrap}
.aui-lozenge{display:inline-block;border-radius:3px;padding:1px 6px;font-size:11px;font-weight:700;text-transform:uppercase;white-space:nowrap;background:#dfe1e6;color:#42526e}
.aui-lozenge-current{background:#deebff;color:#0747a6}.aui-lozenge-success{background:#e3fcef;color:#006644}
dl{display:grid;grid-template-columns:minmax(90px,max-content) 1fr;gap:8px 20px;margin:0}
dt{color:#5e6c84}dd{margin:0;overflow-wrap:anywhere}
.activity,.comments,.attachments,.tokens{list-style:none;margin:0 0 14px;padding:0}
.activity li,.comments li{padding:8px 0;border-bottom:1px solid #ebecf0;overflow-wrap:anywhere}
.attachments li{padding:4px 0}
blockquote{margin:6px 0 0;padding-left:10px;border-left:3px solid #dfe1e6;color:#42526e}
.muted,.breadcrumb{color:#5e6c84}
form.aui label{display:block;margin:14px 0 4px;font-weight:600;font-size:13px;color:#42526e}
form.aui .checkbox label{display:inline;font-weight:400}.checkbox{margin-top:14px}
form.aui .text,form.aui textarea{width:100%;padding:8px;border:2px solid #dfe1e6;border-radius:3px;background:#fafbfc;font:inherit;color:inherit}
form.aui .text:focus,form.aui textarea:focus{border-color:#4c9aff;outline:none;background:#fff}
.search,.upload{display:flex;gap:8px;margin-bottom:16px;flex-wrap:wrap}.search .text{flex:1;min-width:180px}
.aui-button{font:inherit;font-weight:500;border:0;border-radius:3px;padding:7px 14px;background:#ebecf0;color:#344563;cursor:pointer}
.aui-button-primary{background:#0052cc;color:#fff;margin-top:16px}
.aui-button-primary:hover{background:#0065ff}
.forgot{margin-left:12px}.captcha{display:block;margin-bottom:6px}
.aui-message{border-radius:3px;padding:10px 14px;background:#ffebe6;margin-bottom:10px}
#footer{padding:20px;text-align:center;font-size:12px;color:#5e6c84}
@media(max-width:640px){
.aui-header{flex-wrap:wrap;padding:8px 10px}.aui-nav{order:3;width:100%}
.user-menu span{display:none}.gadgets,.issue-columns{grid-template-columns:minmax(0,1fr);gap:0}.gadget{margin-bottom:12px}.issue-columns aside{order:-1}
.aui-page-panel{padding:16px 12px}.login{margin:8px auto;padding:20px}
}
`;
